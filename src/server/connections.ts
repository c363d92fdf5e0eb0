import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Plugin } from 'graphql-yoga'

/** A connection that is open. */
export type Connection = {
  /** The latest over it. */
  response: ServerResponse
  /** Since when the client has not been reading it; null while it reads. */
  stalledSince: number | null
}

/** The connections over which answers go. */
export type Connections = {
  readonly add: (response: ServerResponse) => void
  readonly all: () => Iterable<Connection>
  /** Answers that go on until the client leaves. */
  readonly streams: WeakSet<ServerResponse>
}

/** Kept by connection: to keep each response for as long as it lasts would make the garbage of all of them last longer. */
export function createConnections(): Connections {
  const connections = new Map<Socket, Connection>()
  return {
    add(response) {
      const { socket } = response
      const known = socket && connections.get(socket)
      if (known) {
        known.response = response
        known.stalledSince = null
      } else if (socket) {
        connections.set(socket, { response, stalledSince: null })
        socket.once('close', () => connections.delete(socket))
      }
    },
    all: () => connections.values(),
    streams: new WeakSet(),
  }
}

/** Marks the answers that are streams of events. */
export function useStreamMarks({ streams }: Pick<Connections, 'streams'>): Plugin<object, { res: ServerResponse }> {
  return {
    onResponse({ response, serverContext: { res } }) {
      if (response.headers.get('content-type')?.startsWith('text/event-stream')) streams.add(res)
    },
  }
}
