import { backfillAccount } from './backfill-account.ts'
import type { FirstSyncs, StreamFailure } from './context.ts'

export function createFirstSyncs(): FirstSyncs {
  const underWay = new Map<number, Promise<readonly StreamFailure[]>>()
  return {
    read(context, account) {
      const begun = underWay.get(account.id)
      if (begun) return begun
      const reading = backfillAccount(context, account).finally(() => underWay.delete(account.id))
      underWay.set(account.id, reading)
      return reading
    },
  }
}
