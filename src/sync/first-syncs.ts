import pLimit from 'p-limit'
import { backfillAccount } from './backfill-account.ts'
import type { FirstSyncs, StreamFailure } from './context.ts'

/** More would only wait for the database and for upstream, and hold what they have read meanwhile. */
const accountsAtOnce = 4

export function createFirstSyncs(): FirstSyncs {
  const limit = pLimit(accountsAtOnce)
  const underWay = new Map<number, Promise<readonly StreamFailure[]>>()
  return {
    read(context, account) {
      const begun = underWay.get(account.id)
      if (begun) return begun
      const reading = limit(() => backfillAccount(context, account)).finally(() => underWay.delete(account.id))
      underWay.set(account.id, reading)
      return reading
    },
  }
}
