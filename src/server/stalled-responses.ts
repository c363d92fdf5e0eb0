import { SubscriberTooSlowError } from '../domain/errors.ts'
import type { Connection, Connections } from './connections.ts'

const { message, code } = new SubscriberTooSlowError('has stopped reading')
const farewell = `event: next\ndata: ${JSON.stringify({ errors: [{ message, extensions: { code } }] })}\n\nevent: complete\ndata:\n\n`

/**
 * Hangs up on clients that have stopped reading what they asked for. Nothing is buffered for them meanwhile beyond what
 * the connection holds. A subscriber that reads on in time finds an error at the end, and comes back with its last cursor.
 */
export function guardAgainstStall(connections: Connections, patienceMs: number): void {
  const timer = setInterval(() => {
    for (const connection of connections.all()) {
      const { response, stalledSince } = connection
      if (response.writableFinished || !(response.writableNeedDrain || response.writableEnded)) {
        connection.stalledSince = null
      } else if (stalledSince === null) connection.stalledSince = Date.now()
      else if (Date.now() - stalledSince > patienceMs) hangUp(connection, connections)
    }
  }, patienceMs / 6)
  timer.unref()
}

function hangUp(connection: Connection, { streams }: Connections): void {
  const { response } = connection
  if (response.writableEnded || !streams.has(response)) return void response.destroy()
  // Whoever writes the answer may try once more.
  response.on('error', () => {})
  response.end(farewell)
  connection.stalledSince = Date.now()
}
