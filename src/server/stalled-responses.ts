import type { ServerResponse } from 'node:http'

const lookEveryMs = 5_000
const patienceMs = 30_000

/**
 * Hangs up on clients that have stopped reading what they asked for. Nothing is buffered for them meanwhile beyond what
 * the connection holds; a subscriber comes back with its last cursor.
 */
export function createStallGuard() {
  const stalledSince = new Map<ServerResponse, number | null>()
  const timer = setInterval(() => {
    for (const [response, since] of stalledSince) {
      if (!response.writableNeedDrain) stalledSince.set(response, null)
      else if (since === null) stalledSince.set(response, Date.now())
      else if (Date.now() - since > patienceMs) response.destroy()
    }
  }, lookEveryMs)
  timer.unref()

  return (response: ServerResponse): void => {
    stalledSince.set(response, null)
    response.once('close', () => stalledSince.delete(response))
  }
}
