import type { ServerResponse } from 'node:http'
import { SubscriberTooSlowError } from '../domain/errors.ts'

const { message, code } = new SubscriberTooSlowError('has stopped reading')
const farewell = `event: next\ndata: ${JSON.stringify({ errors: [{ message, extensions: { code } }] })}\n\nevent: complete\ndata:\n\n`

/**
 * Hangs up on clients that have stopped reading what they asked for. Nothing is buffered for them meanwhile beyond what
 * the connection holds. A subscriber that reads on in time finds an error at the end, and comes back with its last cursor.
 */
export function createStallGuard(patienceMs: number) {
  const stalledSince = new Map<ServerResponse, number | null>()
  const timer = setInterval(() => {
    for (const [response, since] of stalledSince) {
      if (!response.writableNeedDrain && !response.writableEnded) stalledSince.set(response, null)
      else if (since === null) stalledSince.set(response, Date.now())
      else if (Date.now() - since > patienceMs) hangUp(response)
    }
  }, patienceMs / 6)
  timer.unref()

  function hangUp(response: ServerResponse): void {
    if (response.writableEnded || !isStream(response)) return void response.destroy()
    // Whoever writes the answer may try once more.
    response.on('error', () => {})
    response.end(farewell)
    stalledSince.set(response, Date.now())
  }

  return (response: ServerResponse): void => {
    stalledSince.set(response, null)
    response.once('close', () => stalledSince.delete(response))
  }
}

function isStream({ req }: ServerResponse): boolean {
  return req.headers.accept?.includes('text/event-stream') ?? false
}
