import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createConnections } from '../../src/server/connections.ts'
import { guardAgainstStall } from '../../src/server/stalled-responses.ts'

const patienceMs = 6_000

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setInterval'] }))
afterEach(() => void vi.useRealTimers())

/** An answer that is written until the connection takes no more, and what its client, who reads nothing, has of it. */
async function stalled(kind: 'STREAM' | 'ANSWER') {
  const connections = createConnections()
  guardAgainstStall(connections, patienceMs)
  // Clients that can follow a stream say so whatever they ask.
  const headers = { accept: 'application/json, text/event-stream' }
  const { promise: answering, resolve } = Promise.withResolvers<ServerResponse>()
  const server = createServer((_request, response) => {
    connections.add(response)
    if (kind === 'STREAM') connections.streams.add(response)
    resolve(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const request = get({ port: (server.address() as AddressInfo).port, agent: false, headers })
  const response = await answering
  response.flushHeaders()
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  const written = 'data: {}\n\n'.repeat(10_000)
  do response.write(written)
  while (await isFlushed(response))
  return {
    response,
    answer,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** Whether the connection has taken all that was written, a moment later. */
async function isFlushed(response: ServerResponse): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 50))
  return !response.writableNeedDrain
}

it('ends a stream with an error that its subscriber finds when it reads on', async () => {
  await using client = await stalled('STREAM')

  await vi.advanceTimersByTimeAsync(patienceMs * 1.5)
  const body = await text(client.answer)

  expect(body.slice(-400)).toMatch(/event: next\ndata: .*"code":"SUBSCRIBER_TOO_SLOW".*\n\nevent: complete\ndata:\n\n$/)
})

it('drops a subscriber who does not read on, and any other answer at once', async () => {
  await using stream = await stalled('STREAM')
  await using answer = await stalled('ANSWER')

  await vi.advanceTimersByTimeAsync(patienceMs * 1.5)
  expect([stream, answer].map(({ response }) => response.destroyed)).toEqual([false, true])
  await vi.advanceTimersByTimeAsync(patienceMs * 1.5)
  expect(stream.response.destroyed).toBe(true)
})

it('leaves alone whoever reads, however long the answer takes', async () => {
  await using client = await stalled('STREAM')

  await vi.advanceTimersByTimeAsync(patienceMs / 2)
  client.answer.resume()
  await once(client.response, 'drain')
  await vi.advanceTimersByTimeAsync(patienceMs * 10)

  expect(client.response.writableEnded).toBe(false)
})
