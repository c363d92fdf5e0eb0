import { type BulkheadPolicy, BulkheadRejectedError, bulkhead } from 'cockatiel'
import type { LookupLayer } from '../domain/lookup.ts'
import { deferred } from './problem.ts'

export type AFewAtOnceOptions = {
  /** How many lookups of one account run at once, and how many more may wait for their turn. */
  readonly atOnce: number
  readonly waiting: number
  readonly now: () => Date
}

const busyMs = 2_000

/** A bulkhead for each account. Those that wait have spent nothing yet: if the budget closes meanwhile, none is asked. */
export function aFewAtOnce({ atOnce, waiting, now }: AFewAtOnceOptions): LookupLayer {
  const bulkheads = new Map<number | undefined, BulkheadPolicy>()
  return (next) => async (question) => {
    const id = question.accounts[0]?.id
    const policy = bulkheads.get(id) ?? bulkhead(atOnce, waiting)
    bulkheads.set(id, policy)
    try {
      return await policy.execute(() => next(question))
    } catch (error) {
      if (!(error instanceof BulkheadRejectedError)) throw error
      return deferred('BUSY', new Date(now().getTime() + busyMs))
    }
  }
}
