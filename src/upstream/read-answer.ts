import type { Dispatcher } from 'undici'
import { z } from 'zod'
import { readJson } from '../providers/read-json.ts'

/** Why a body could not be read, in words that repeat nothing of it. */
export class UnreadableAnswerError extends Error {
  override name = 'UnreadableAnswerError'
  readonly status: number

  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

/** Only the slug is taken: the other fields of an error body may hold what must not be logged. */
const ErrorBody = z.object({ type: z.string().regex(/^[a-z]+\/[a-z0-9_]{1,80}$/) })

/** The JSON body of an answer of at most `maxBytes`. Throws `UnreadableAnswerError` for anything else. */
export async function readJsonBody(response: Dispatcher.ResponseData, maxBytes: number): Promise<unknown> {
  const { statusCode, headers, body } = response
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(String(headers['content-type'] ?? ''))) {
    await body.dump()
    throw new UnreadableAnswerError('a body that is not JSON', statusCode)
  }
  const text = await readText(response, maxBytes)
  try {
    return readJson(text)
  } catch {
    // The parser's own message quotes the body.
    throw new UnreadableAnswerError('a body that is not JSON', statusCode)
  }
}

/** Upstream's word for what went wrong; null when an error body has none or cannot be read. */
export async function readErrorType(response: Dispatcher.ResponseData, maxBytes: number): Promise<string | null> {
  try {
    return ErrorBody.safeParse(await readJsonBody(response, maxBytes)).data?.type ?? null
  } catch {
    return null
  }
}

async function readText({ statusCode, body }: Dispatcher.ResponseData, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    // Leaving the loop destroys the body, and with it the connection that would bring the rest.
    if (size > maxBytes) throw new UnreadableAnswerError(`a body of more than ${maxBytes} bytes`, statusCode)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
