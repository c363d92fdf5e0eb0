import { setTimeout as sleep } from 'node:timers/promises'
import { BudgetError, UpstreamUnavailableError } from '../domain/errors.ts'
import type { Call, CallClass, Send } from './call.ts'

export type RetryOptions = {
  /** How often a call of each class is sent at most, the first time included. */
  readonly attempts: Readonly<Record<Exclude<CallClass, 'WRITE'>, number>>
  /** The wait before the second attempt; it doubles from there, and each is shortened at random. */
  readonly baseDelayMs: number
  /** A longer `Retry-After` than this is left to the caller. */
  readonly maxRetryAfterMs: number
}

/** Statuses of an upstream that may be well again in a moment. */
const passingStatuses = new Set([500, 502, 503, 504])

/** Sends reads again when that may help. Writes go out once, whatever happens: there is no idempotency upstream. */
export function retried(send: Send, { attempts, baseDelayMs, maxRetryAfterMs }: RetryOptions): Send {
  return async (call, signal) => {
    const maxAttempts = call.class === 'WRITE' ? 1 : attempts[call.class]
    for (let attempt = 1; ; attempt++) {
      try {
        return await send(call, signal)
      } catch (error) {
        const delayMs = waitBefore(call, error)
        if (attempt >= maxAttempts || delayMs === null) throw error
        const backoffMs = Math.random() * baseDelayMs * 2 ** (attempt - 1)
        await sleep(delayMs + backoffMs, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted())
      }
    }
  }

  /** The least wait before sending a call again, in milliseconds; null when it should not be. */
  function waitBefore(call: Call, error: unknown): number | null {
    if (error instanceof BudgetError) {
      const askedFor = error.status === 429 && call.class === 'STORE_READ' ? error.retryAfterMs : null
      return askedFor !== null && askedFor <= maxRetryAfterMs ? askedFor : null
    }
    if (!(error instanceof UpstreamUnavailableError)) return null
    return mayPass(call, error) ? 0 : null
  }
}

/**
 * Whether the same call may succeed in a moment. A live lookup is not repeated when it was the provider that failed: a
 * slow one was asked already, and `provider_error` is how a spent budget often shows.
 */
function mayPass(call: Call, { reason, status, type }: UpstreamUnavailableError): boolean {
  const live = call.class === 'LIVE_LOOKUP'
  if (reason === 'NETWORK') return true
  if (reason === 'TIMEOUT') return !live
  if (reason === 'BODY' || status === null || !passingStatuses.has(status)) return false
  return !live || (status !== 504 && type !== 'errors/provider_error')
}
