import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { SubscriberTooSlowError } from '../domain/errors.ts'

const { message, code } = new SubscriberTooSlowError('has stopped reading')
const farewell = `event: next\ndata: ${JSON.stringify({ errors: [{ message, extensions: { code } }] })}\n\nevent: complete\ndata:\n\n`

/**
 * Hangs up on clients that have stopped reading what they asked for. Nothing is buffered for them meanwhile beyond what
 * the connection holds. A subscriber that reads on in time finds an error at the end, and comes back with its last cursor.
 */
export function createStallGuard(patienceMs: number) {
  // By connection: to keep each response here for as long as it lasts would make the garbage of all of them last longer.
  const connections = new Map<Socket, Connection>()
  const timer = setInterval(() => {
    for (const connection of connections.values()) {
      const { response, stalledSince } = connection
      if (response.writableFinished || !(response.writableNeedDrain || response.writableEnded)) {
        connection.stalledSince = null
      } else if (stalledSince === null) connection.stalledSince = Date.now()
      else if (Date.now() - stalledSince > patienceMs) hangUp(connection)
    }
  }, patienceMs / 6)
  timer.unref()

  return (response: ServerResponse): void => {
    const { socket } = response
    const known = socket && connections.get(socket)
    if (known) {
      known.response = response
      known.stalledSince = null
    } else if (socket) {
      connections.set(socket, { response, stalledSince: null })
      socket.once('close', () => connections.delete(socket))
    }
  }
}

/** The latest response over a connection. */
type Connection = { response: ServerResponse; stalledSince: number | null }

function hangUp(connection: Connection): void {
  const { response } = connection
  if (response.writableEnded || !isStream(response)) return void response.destroy()
  // Whoever writes the answer may try once more.
  response.on('error', () => {})
  response.end(farewell)
  connection.stalledSince = Date.now()
}

function isStream({ req }: ServerResponse): boolean {
  return req.headers.accept?.includes('text/event-stream') ?? false
}
