import { once } from 'node:events'
import type { Server } from 'node:http'
import type { Connections } from './connections.ts'

export type GracefulStop = {
  readonly isStopping: () => boolean
  /**
   * Takes no more connections, hangs up on subscribers, who come back with their last cursor, and waits for the other
   * answers. Those that are not there in time are given up.
   */
  readonly stop: (server: Server, graceMs: number) => Promise<void>
}

const lookAgainMs = 50

export function createGracefulStop(connections: Connections): GracefulStop {
  let isStopping = false

  function closeUnneeded(server: Server): void {
    server.closeIdleConnections()
    for (const { response } of connections.all()) if (connections.streams.has(response)) response.destroy()
  }

  return {
    isStopping: () => isStopping,
    async stop(server, graceMs) {
      isStopping = true
      const closed = once(server, 'close')
      server.close()
      closeUnneeded(server)
      // Connections become idle one by one, and a subscription may be about to begin.
      const looking = setInterval(closeUnneeded, lookAgainMs, server)
      const givingUp = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearInterval(looking)
      clearTimeout(givingUp)
    },
  }
}
