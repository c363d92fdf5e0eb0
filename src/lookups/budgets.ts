import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible'
import { BudgetsUnavailableError } from '../domain/errors.ts'
import type { BudgetStatus, LookupAccount, LookupMethod } from '../domain/lookup.ts'
import { lookupMethodsOf } from '../domain/lookup.ts'
import type { BudgetSettings, BudgetWindow } from './budget-settings.ts'
import type { LookupMetrics } from './metrics.ts'
import type { LimiterOptions } from './sql-limiter.ts'

/** REFUSED: 429 and its like · FAILING: one server error after another · UNREACHABLE · THROTTLED: a partial answer. */
export type PushBack = 'REFUSED' | 'FAILING' | 'UNREACHABLE' | 'THROTTLED'

export type BudgetOptions = {
  readonly settings: BudgetSettings
  /** A limiter on the store that all gateways share. */
  readonly limiter: (options: LimiterOptions) => Limiter
  readonly now: () => Date
  /** From 0 to 1, at random. */
  readonly jitter: () => number
  readonly metrics: LookupMetrics
  /** How long a budget is closed when the provider does not say, in milliseconds. */
  readonly closedForMs: Readonly<Record<PushBack, number>>
}

/** What budgets need of a limiter. It throws BudgetsUnavailableError while its store does not answer. */
export type Limiter = Pick<RateLimiterAbstract, 'get' | 'consume' | 'reward' | 'block'>

/** What each account may still ask, counted where all gateways see it. */
export type Budgets = ReturnType<typeof createBudgets>

/** Longer than any closure or pause: such keys have an end of their own. */
const endlessMs = 30 * 24 * 60 * 60_000

export function createBudgets({ settings, limiter, now, jitter, metrics, closedForMs }: BudgetOptions) {
  const closures = limiter({ keyPrefix: 'lookups-closed', points: 1, durationMs: endlessMs })
  const pauses = limiter({ keyPrefix: 'lookups-pause', points: 1, durationMs: endlessMs })
  const limiters = new Map<string, Limiter>()

  /** A changed limit or window counts anew, under a key of its own. */
  function limiterOf(method: LookupMethod, { limit, windowMs }: BudgetWindow): Limiter {
    const keyPrefix = `lookups-${method}-${windowMs}`
    const key = `${keyPrefix} ${limit}`
    const known = limiters.get(key) ?? limiter({ keyPrefix, points: limit, durationMs: windowMs })
    limiters.set(key, known)
    return known
  }

  async function readWindows(account: LookupAccount, method: LookupMethod) {
    const { windows } = settings(account.provider, method)
    return Promise.all(
      windows.map(async (window) => {
        const counted = await limiterOf(method, window).get(account.id)
        return { window, used: Math.min(counted?.consumedPoints ?? 0, window.limit), counted }
      }),
    )
  }

  async function untilOf(marks: Limiter, account: LookupAccount, method: LookupMethod) {
    const mark = await marks.get(keyOf(account, method))
    return mark && mark.msBeforeNext > 0 ? after(mark.msBeforeNext) : null
  }

  /** Null while there is something left. */
  async function spentUntil(account: LookupAccount, method: LookupMethod): Promise<Date | null> {
    const closedUntil = await untilOf(closures, account, method)
    const spent = (await readWindows(account, method)).filter(({ window, used }) => used >= window.limit)
    const ends = spent.map(({ counted }) => after(counted?.msBeforeNext ?? 0))
    const [latest = null] = [...ends, ...(closedUntil ? [closedUntil] : [])].sort((one, other) => +other - +one)
    return latest
  }

  /** From 0 to 1; 0 while the budget is closed. */
  async function partLeft(account: LookupAccount, method: LookupMethod): Promise<number> {
    if (await untilOf(closures, account, method)) return 0
    const windows = await readWindows(account, method)
    return Math.min(...windows.map(({ window, used }) => (window.limit - used) / window.limit))
  }

  function after(milliseconds: number): Date {
    return new Date(now().getTime() + milliseconds)
  }

  return {
    /** Takes one lookup from the budget, in all its windows or in none. Null when it did; else when there is one again. */
    async spend(account: LookupAccount, method: LookupMethod): Promise<Date | null> {
      const closedUntil = await untilOf(closures, account, method)
      if (closedUntil) return closedUntil

      const taken: Limiter[] = []
      let left = Number.POSITIVE_INFINITY
      for (const window of settings(account.provider, method).windows) {
        const counter = limiterOf(method, window)
        taken.push(counter)
        const counted = await counter.consume(account.id, 1).catch(refusalOf)
        if (counted.consumedPoints > window.limit) {
          await Promise.all(taken.map((one) => one.reward(account.id, 1)))
          return after(counted.msBeforeNext)
        }
        left = Math.min(left, counted.remainingPoints)
      }
      metrics.budgetLeft(account, method, left)
      return null
    },

    /**
     * Lets nobody ask until the back-off is over; one that is longer already stays. Gives its end. To come back at once is
     * no back-off, and a date that is over by our clock tells none: then it is as long as when nothing is told.
     */
    async close(
      account: LookupAccount,
      method: LookupMethod,
      reason: PushBack,
      retryAfterMs: number | null = null,
    ): Promise<Date> {
      const spreadMs = closedForMs[reason] * (1 + jitter() / 4)
      const forMs = Math.min(retryAfterMs || spreadMs, endlessMs)
      const until = after(forMs)
      try {
        const closedUntil = await untilOf(closures, account, method)
        if (closedUntil && closedUntil >= until) return closedUntil
        await closures.block(keyOf(account, method), Math.max(1, Math.ceil(forMs / 1000)))
      } catch (error) {
        // Whoever asked has an answer, and hears it.
        if (!(error instanceof BudgetsUnavailableError)) throw error
      }
      return until
    },

    /** The accounts, the one with the largest part of its tightest window left first. */
    async mostLeftFirst(accounts: readonly LookupAccount[], method: LookupMethod): Promise<readonly LookupAccount[]> {
      if (accounts.length < 2) return accounts
      const left = await Promise.all(accounts.map((account) => partLeft(account, method)))
      return accounts
        .map((account, index) => ({ account, left: left[index] ?? 0 }))
        .sort((one, other) => other.left - one.left)
        .map(({ account }) => account)
    },

    /** When the first of the accounts may ask again; null when one may now, or there is none. */
    async retryAt(accounts: readonly LookupAccount[], method: LookupMethod): Promise<Date | null> {
      const moments = await Promise.all(accounts.map((account) => spentUntil(account, method)))
      const times = moments.map((moment) => moment?.getTime() ?? 0)
      const soonest = Math.min(...times)
      return times.length > 0 && soonest > 0 ? new Date(soonest) : null
    },

    /** When a lookup that nobody waits for may be made: null means now. */
    pausedUntil: (account: LookupAccount, method: LookupMethod) => untilOf(pauses, account, method),

    /** Begins the pause after a lookup that nobody waited for. Gives its end. */
    async pause(account: LookupAccount, method: LookupMethod): Promise<Date> {
      const forMs = settings(account.provider, method).spacingMs * (0.5 + jitter())
      if (forMs >= 1000) await pauses.block(keyOf(account, method), Math.ceil(forMs / 1000))
      return after(forMs)
    },

    /** Every window of every method of the account. */
    async status(account: LookupAccount): Promise<readonly BudgetStatus[]> {
      const statuses = lookupMethodsOf(account.provider).map(async (method) => {
        const closedUntil = (await untilOf(closures, account, method))?.toISOString() ?? null
        const { source } = settings(account.provider, method)
        return (await readWindows(account, method)).map(
          ({ window, used, counted }): BudgetStatus => ({
            method,
            used,
            ...window,
            resetsAt: counted && used > 0 ? after(counted.msBeforeNext).toISOString() : null,
            closedUntil,
            source: closedUntil ? 'PROVIDER' : source,
          }),
        )
      })
      return (await Promise.all(statuses)).flat()
    },
  }
}

function keyOf({ id }: LookupAccount, method: LookupMethod): string {
  return `${id}:${method}`
}

/** The library rejects with the count when the points are spent; anything else is a failure. */
function refusalOf(reason: unknown): RateLimiterRes {
  if (reason instanceof RateLimiterRes) return reason
  throw reason
}
