import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createUpstream, type Upstream, type UpstreamOptions } from '../../src/upstream/index.ts'

export const apiKey = 'key-that-nobody-may-see'

export type Asked = {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** Answers the request that came as number `count`, the first being 1. */
export type Answering = (asked: Asked, response: ServerResponse, count: number) => void

export type Given = AsyncDisposable & {
  readonly upstream: Upstream
  readonly asked: readonly Asked[]
  readonly baseUrl: string
}

/** A server that answers as told, and an upstream client of it that waits for nothing between attempts. */
export async function given(
  answering: Answering,
  options: Partial<Omit<UpstreamOptions, 'baseUrl'>> = {},
): Promise<Given> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { method = '', url = '', headers } = request
    const seen = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') }
    asked.push(seen)
    answering(seen, response, asked.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const upstream = createUpstream({ apiKey, ...options, baseUrl, retry: { baseDelayMs: 0, ...options.retry } })
  return {
    upstream,
    asked,
    baseUrl,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await upstream[Symbol.asyncDispose]()
    },
  }
}

export function answerJson(response: ServerResponse, body: unknown, status = 200, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(body))
}

/** An error body as upstream words it, with a part in it that must not be repeated. */
export function answerError(response: ServerResponse, status: number, slug: string, headers = {}): void {
  const body = { title: 'Refused', detail: 'private detail', type: `errors/${slug}`, status }
  answerJson(response, { ...body, connectionParams: { password: 'hunter2' } }, status, headers)
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const missing = new Error('It did not reject')
  const reason = await promise.then(
    () => missing,
    (error: unknown) => error,
  )
  if (reason === missing) throw missing
  return reason
}
