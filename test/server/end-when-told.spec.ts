import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createConnections } from '../../src/server/connections.ts'
import { createGracefulStop } from '../../src/server/graceful-stop.ts'

describe('a server that is told to end', () => {
  /** Sends the half of an answer, the rest after a while, to a client that takes streams too. */
  async function half(mark: (streams: WeakSet<ServerResponse>, response: ServerResponse) => void) {
    const connections = createConnections()
    const stopping = createGracefulStop(connections)
    const server = createServer(async (_request, response) => {
      connections.add(response)
      mark(connections.streams, response)
      response.writeHead(200).write('first, ')
      await sleep(300)
      response.end('last')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const headers = { accept: 'application/json, text/event-stream' }
    const response = await fetch(`http://127.0.0.1:${port}`, { headers })
    return { response, stop: () => stopping.stop(server, 5_000) }
  }

  it('waits for an answer in one piece, whatever else the client takes', async () => {
    const { response, stop } = await half(() => {})

    const [text] = await Promise.all([response.text(), stop()])

    expect(text).toBe('first, last')
  })

  it('hangs up on a stream', async () => {
    const { response, stop } = await half((streams, own) => streams.add(own))

    const [read] = await Promise.allSettled([response.text(), stop()])

    expect(read.status).toBe('rejected')
  })
})
