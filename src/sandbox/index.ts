import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Emission } from './control/emission.ts'
import { type EmissionResult, emit } from './control/emit.ts'
import type { Context } from './endpoint.ts'
import { createFaults, type Faults } from './faults.ts'
import type { LoggedRequest } from './request-log.ts'
import { createSandboxServer } from './server.ts'
import type { ShapeMode } from './shapes/mode.ts'
import { createWebhooks, type WebhookOptions, type Webhooks } from './webhooks/index.ts'
import { referenceTime } from './world/clock.ts'
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
  /** Milliseconds since 1970 at which the world is made instead, such as `referenceTime`. */
  readonly startedAt?: number
  /** `current` is what the API sends today, `strict` what the official SDK's validators accept. */
  readonly shapes?: ShapeMode
  /** Delays every answer. */
  readonly latencyMs?: number
  readonly webhooks?: WebhookOptions
}

/** An upstream to develop and test against. */
export type Sandbox = AsyncDisposable & {
  /** Starts to answer; port 0, the default, takes a free one. */
  readonly listen: (address?: { readonly host?: string; readonly port?: number }) => Promise<{ readonly url: string }>
  /** Stops, and drops the requests and deliveries that are under way. */
  readonly close: () => Promise<void>
  /** Makes something happen, as `POST /__sandbox/emit` does. */
  readonly emit: (emission: Emission) => EmissionResult
  /** The latest requests, oldest first. */
  readonly requests: LoggedRequest[]
  readonly world: World
  readonly faults: Faults
  readonly webhooks: Webhooks
}

/** The times of a sandbox that is served: its world is always the same, and what is written to it is written now. */
export const servedTimes = { startedAt: referenceTime, now: Date.now } as const

/** Makes a sandbox with a world of its own; it answers once it listens. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { seed, size, apiKey = 'sandbox', now, startedAt, shapes = 'current', latencyMs } = options
  let url = 'http://127.0.0.1'
  const context: Context = {
    world: createWorld({ seed, size, now, startedAt }),
    shapes,
    webhooks: createWebhooks(() => url, options.webhooks),
    faults: createFaults(latencyMs),
    requests: [],
  }
  const server = createSandboxServer(context, apiKey)

  async function listen({ host = '127.0.0.1', port = 0 } = {}): Promise<{ readonly url: string }> {
    server.listen(port, host)
    await once(server, 'listening')
    url = `http://${host}:${(server.address() as AddressInfo).port}`
    return { url }
  }

  async function close(): Promise<void> {
    context.webhooks.close()
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }

  const { requests, world, faults, webhooks } = context
  return {
    listen,
    close,
    emit: (emission) => emit(context, emission),
    requests,
    world,
    faults,
    webhooks,
    [Symbol.asyncDispose]: close,
  }
}
