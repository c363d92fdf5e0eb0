import { RateLimiterRes } from 'rate-limiter-flexible'
import RateLimiterStoreAbstract from 'rate-limiter-flexible/lib/RateLimiterStoreAbstract.js'
import { type BudgetRow, countPoints, findPoints, removePoints } from '../store/lookups/budget-rows.ts'
import type { Sql } from '../store/sql.ts'

export type LimiterOptions = {
  readonly keyPrefix: string
  readonly points: number
  readonly durationMs: number
}

/** A limiter whose points are counted in our database, by the clock given: the library brings none for PGlite. */
export class SqlRateLimiter extends RateLimiterStoreAbstract {
  readonly #sql: Sql
  readonly #now: () => Date

  constructor({ sql, now, durationMs, ...options }: LimiterOptions & { sql: Sql; now: () => Date }) {
    super({ ...options, duration: durationMs / 1000, storeClient: null })
    this.#sql = sql
    this.#now = now
  }

  // What the library asks a store to do has names that begin with an underscore.
  _upsert(key: string, points: number, durationMs: number, anew: boolean): Promise<BudgetRow> {
    const now = this.#now().getTime()
    return countPoints(this.#sql, key, { points, now, expiresAt: now + durationMs, anew })
  }

  _get(key: string): Promise<BudgetRow | null> {
    return findPoints(this.#sql, key, this.#now().getTime())
  }

  _delete(key: string): Promise<boolean> {
    return removePoints(this.#sql, key)
  }

  _getRateLimiterRes(_key: string, changed: number, { points, expiresAt }: BudgetRow): RateLimiterRes {
    const msBeforeNext = Math.max(expiresAt - this.#now().getTime(), 0)
    return new RateLimiterRes(Math.max(this.points - points, 0), msBeforeNext, points, points === changed)
  }
}
