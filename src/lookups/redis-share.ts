import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { DatabaseUnavailableError } from '../domain/database-errors.ts'
import { BudgetsUnavailableError } from '../domain/errors.ts'
import type { BudgetOptions, Limiter } from './budgets.ts'
import type { TakeFlight } from './in-one-flight.ts'

/** What gateways share about lookups: the points of their limiters, and who is asking about whom. */
export type Share = { readonly limiter: BudgetOptions['limiter']; readonly takeFlight: TakeFlight }

export type RedisShareOptions = {
  /** A Redis or Valkey server. */
  readonly url: string
  /** Gateways with equal names share. */
  readonly namespace: string
  readonly flightLeaseMs: number
  /** Told when the connection fails. It is opened again, and what is wanted of it meanwhile fails at once. */
  readonly onError: (error: Error) => void
}

/** Ends a flight only for its holder: an expired one may be another's by now. */
const endFlight = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end`

/** How long an answer may take. */
const answerMs = 1_000
/** How long a connection may take to come about. */
const connectMs = 3_000
/** After a silence as long as this, another connection is tried. */
const silenceMs = 5_000

/**
 * Keeps what gateways share in Redis rather than in the database. Its windows go by the server's own clock. Throws
 * DatabaseUnavailableError when the server can't be reached at first.
 */
export async function openRedisShare(options: RedisShareOptions): Promise<Share & AsyncDisposable> {
  const { url, namespace, flightLeaseMs, onError } = options
  let failure: Error | undefined
  let isOpen = false
  // A command that waited for the connection, or was sent again, would be carried out when nobody wants it any more.
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: connectMs,
    retryStrategy: (attempts) => (isOpen ? Math.min(attempts * 50, 2_000) : null),
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: answerMs,
    socketTimeout: silenceMs,
  })
  redis.on('error', (error) => {
    if (isOpen) onError(error)
    else failure = error
  })
  await redis.connect().catch((error: unknown) => {
    throw new DatabaseUnavailableError('REDIS_URL', 'a Redis server', withCode(failure ?? error))
  })
  isOpen = true

  /** Flights that are over, by their holders, until the server has heard so, or their lease is: others would wait for them. */
  const over = new Map<string, string>()
  const land = async (name: string, holder: string) => {
    over.set(holder, name)
    await redis.eval(endFlight, 1, name, holder).then(
      () => over.delete(holder),
      () => void setTimeout(() => over.delete(holder), flightLeaseMs).unref(),
    )
  }
  redis.on('ready', () => {
    for (const [holder, name] of over) void land(name, holder)
  })

  return {
    limiter: ({ keyPrefix, points, durationMs }) =>
      withFailuresNamed(
        new RateLimiterRedis({
          storeClient: redis,
          keyPrefix: `${namespace}:${keyPrefix}`,
          points,
          duration: durationMs / 1000,
        }),
      ),
    async takeFlight(key) {
      const name = `${namespace}:lookups-flight:${key}`
      const holder = randomUUID()
      try {
        const taken = await redis.set(name, holder, 'PX', flightLeaseMs, 'NX')
        return taken === null ? null : () => land(name, holder)
      } catch (error) {
        // It may have been taken all the same.
        void land(name, holder)
        throw named(error)
      }
    },
    async [Symbol.asyncDispose]() {
      await redis.quit().catch(() => redis.disconnect())
    },
  }
}

/** Redis begins its refusals with a word for them: WRONGPASS, NOAUTH. */
function withCode(failure: unknown): unknown {
  const [code] = (failure instanceof Error && /\b[A-Z]{5,}\b/.exec(failure.message)) || []
  return code === undefined ? failure : Object.assign(new Error(code, { cause: failure }), { code })
}

function withFailuresNamed(limiter: Limiter): Limiter {
  const told = (reason: unknown) => {
    throw named(reason)
  }
  return {
    get: (key) => limiter.get(key).catch(told),
    consume: (key, points) => limiter.consume(key, points).catch(told),
    reward: (key, points) => limiter.reward(key, points).catch(told),
    block: (key, seconds) => limiter.block(key, seconds).catch(told),
  }
}

/** The library rejects with the count when the points are spent, which is no failure. */
function named(reason: unknown): unknown {
  return reason instanceof RateLimiterRes ? reason : new BudgetsUnavailableError(reason)
}
