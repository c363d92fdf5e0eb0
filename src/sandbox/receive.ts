import type { IncomingMessage } from 'node:http'
import type { Call } from './endpoint.ts'
import { readForm } from './multipart.ts'
import { Problem } from './problem.ts'

/** The bytes of a request's body. */
export async function receive(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

/** A request in the form that endpoints take, its body read. */
export async function readCall(
  { headers }: IncomingMessage,
  url: URL,
  body: Uint8Array,
  params: Call['params'],
): Promise<Call> {
  const type = headers['content-type'] ?? ''
  return {
    params,
    query: url.searchParams,
    json: type.includes('json') && body.byteLength > 0 ? readJson(body) : undefined,
    form: type.startsWith('multipart/form-data') ? await readForm(headers, body) : null,
    isThrottled: false,
    origin: url.origin,
  }
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString())
  } catch {
    throw new Problem('malformed_request', 'The JSON body cannot be read')
  }
}
