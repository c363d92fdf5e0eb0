import type { LookupAccount, LookupMethod } from '../domain/lookup.ts'

/** Told about everything worth counting. All labels come from small fixed sets, but for the account. */
export type LookupMetrics = {
  /** One request that reached upstream is over. `outcome` is FOUND, PARTIAL, NOT_FOUND or the code of the error. */
  called(call: {
    readonly account: LookupAccount
    readonly method: LookupMethod
    readonly outcome: string
    readonly durationMs: number
  }): void
  /** How many lookups the account's budget still has room for, in its tightest window. */
  budgetLeft(account: LookupAccount, method: LookupMethod, left: number): void
  breaker(account: LookupAccount, state: 'CLOSED' | 'OPEN' | 'HALF_OPEN'): void
  /** How many lookups wait in jobs, over all. */
  queueDepth(depth: number): void
}

export const noMetrics: LookupMetrics = { called() {}, budgetLeft() {}, breaker() {}, queueDepth() {} }

type Log = { debug(facts: object, message: string): void; warn(facts: object, message: string): void }

/** Writes a line for each, then tells `others`. */
export function loggedMetrics(log: Log, others: LookupMetrics = noMetrics): LookupMetrics {
  const labels = ({ id, provider }: LookupAccount, method: LookupMethod) => ({ account: id, provider, method })
  return {
    called(call) {
      const { account, method, outcome, durationMs } = call
      log.debug({ lookup: { ...labels(account, method), outcome, durationMs } }, 'a provider was asked')
      others.called(call)
    },
    budgetLeft(account, method, left) {
      log.debug({ budget: { ...labels(account, method), left } }, 'a budget was spent from')
      others.budgetLeft(account, method, left)
    },
    breaker(account, state) {
      log.warn({ breaker: { account: account.id, provider: account.provider, state } }, 'a breaker changed its state')
      others.breaker(account, state)
    },
    queueDepth(depth) {
      log.debug({ queue: { depth } }, 'lookups wait in jobs')
      others.queueDepth(depth)
    },
  }
}
