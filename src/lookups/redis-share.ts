import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import type { BudgetOptions } from './budgets.ts'
import type { TakeFlight } from './in-one-flight.ts'

/** What gateways share about lookups: the points of their limiters, and who is asking about whom. */
export type Share = { readonly limiter: BudgetOptions['limiter']; readonly takeFlight: TakeFlight }

export type RedisShareOptions = {
  /** A Redis or Valkey server. */
  readonly url: string
  /** Gateways with equal names share. */
  readonly namespace: string
  readonly flightLeaseMs: number
  /** Told when the connection fails; commands wait until it is back. */
  readonly onError: (error: Error) => void
}

/** Ends a flight only for its holder: an expired one may be another's by now. */
const endFlight = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end`

/** Keeps what gateways share in Redis rather than in the database. Its windows go by the server's own clock. */
export function openRedisShare({ url, namespace, flightLeaseMs, onError }: RedisShareOptions): Share & AsyncDisposable {
  const redis = new Redis(url)
  redis.on('error', onError)
  return {
    limiter: ({ keyPrefix, points, durationMs }) =>
      new RateLimiterRedis({
        storeClient: redis,
        keyPrefix: `${namespace}:${keyPrefix}`,
        points,
        duration: durationMs / 1000,
      }),
    async takeFlight(key) {
      const name = `${namespace}:lookups-flight:${key}`
      const holder = randomUUID()
      const taken = await redis.set(name, holder, 'PX', flightLeaseMs, 'NX')
      if (taken === null) return null
      return async () => {
        await redis.eval(endFlight, 1, name, holder)
      }
    },
    async [Symbol.asyncDispose]() {
      await redis.quit()
    },
  }
}
