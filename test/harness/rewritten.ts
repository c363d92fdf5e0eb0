import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Body = { items: Record<string, unknown>[]; cursor: string | null } & Record<string, unknown>

/** Another answer: a body changed in place, or what to refuse the request with. */
export type Rewrite = (request: URL, body: Body) => undefined | { readonly status: number; readonly type: string }

/** An upstream in front of the one at `url`, whose good answers to GET requests are as `rewrite` has them. */
export async function startRewritten(url: string, rewrite: Rewrite) {
  const server = createServer(async (request, response) => {
    const asked = new URL(request.url ?? '', url)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = 'GET' } = request
    const answer = await fetch(asked, {
      method,
      headers: { 'x-api-key': 'sandbox', 'content-type': request.headers['content-type'] ?? 'application/json' },
      ...(method === 'GET' ? {} : { body: Buffer.concat(chunks) }),
    })
    const text = await answer.text()
    const send = (status: number, body: string) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    if (method !== 'GET' || !answer.ok) return send(answer.status, text)
    const body = JSON.parse(text)
    const refusal = rewrite(asked, body)
    return refusal ? send(refusal.status, JSON.stringify(refusal)) : send(answer.status, JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}
