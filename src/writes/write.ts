import type { Account } from '../domain/account.ts'
import type { WriteRefusal, WriteRefused } from '../domain/client-write.ts'

/** What every write is asked with. */
export type Write = {
  readonly key: string
  /** What the client asked for, in its own words: these stay the same while what they mean becomes known. */
  readonly asked: unknown
  readonly account: Account
}

/** A refusal of our own: upstream was not asked. */
export function refuse(accountId: number, refusal: WriteRefusal): WriteRefused {
  return { result: 'REFUSED', refusal, accountId, type: null, retryAt: null }
}
