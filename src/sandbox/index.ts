import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Context, ShapeMode } from './endpoint.ts'
import { accountEndpoints } from './endpoints/accounts.ts'
import { attendeeEndpoints } from './endpoints/attendees.ts'
import { chatEndpoints } from './endpoints/chats.ts'
import { messageEndpoints } from './endpoints/messages.ts'
import { userEndpoints } from './endpoints/users.ts'
import { createFaults, type Faults } from './faults.ts'
import type { LoggedRequest } from './request-log.ts'
import { createSandboxServer } from './server.ts'
import { createWorld } from './world/index.ts'
import type { SizeName } from './world/sizes.ts'
import type { World } from './world/world.ts'

export type SandboxOptions = {
  /** Equal seeds make equal worlds; 1 when not given. */
  readonly seed?: number
  /** How much is in the world; `tiny` when not given. */
  readonly size?: SizeName
  /** What clients send as `X-API-KEY`; `sandbox` when not given. */
  readonly apiKey?: string
  /**
   * Milliseconds since 1970, at which the world is made and later things happen. Without it the world is made at a
   * fixed reference date, and its clock moves by a second at each thing that happens.
   */
  readonly now?: () => number
  /** `current` is what the API sends today, `strict` what the official SDK's validators accept. */
  readonly shapes?: ShapeMode
  /** Delays every answer. */
  readonly latencyMs?: number
}

/** An upstream to develop and test against. */
export type Sandbox = AsyncDisposable & {
  /** Starts to answer; port 0, the default, takes a free one. */
  readonly listen: (address?: { readonly host?: string; readonly port?: number }) => Promise<{ readonly url: string }>
  /** Stops, and drops the requests that are under way. */
  readonly close: () => Promise<void>
  /** The latest requests, oldest first. */
  readonly requests: LoggedRequest[]
  readonly world: World
  readonly faults: Faults
}

export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { seed, size, apiKey = 'sandbox', now, shapes = 'current', latencyMs } = options
  const world = createWorld({ seed, size, now })
  const faults = createFaults(latencyMs)
  const requests: LoggedRequest[] = []
  const context: Context = { world, shapes, publish: () => {} }
  const server = createSandboxServer({
    context,
    faults,
    requests,
    apiKey,
    endpoints: [...accountEndpoints, ...chatEndpoints, ...attendeeEndpoints, ...messageEndpoints, ...userEndpoints],
    control: () => null,
  })

  async function listen({ host = '127.0.0.1', port = 0 } = {}): Promise<{ readonly url: string }> {
    server.listen(port, host)
    await once(server, 'listening')
    const address = server.address() as AddressInfo
    return { url: `http://${host}:${address.port}` }
  }

  async function close(): Promise<void> {
    if (!server.listening) return
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }

  return { listen, close, requests, world, faults, [Symbol.asyncDispose]: close }
}
