import pLimit from 'p-limit'
import { ReconnectNeededError } from '../domain/errors.ts'
import type { IngestedAccount } from '../store/ingest/accounts.ts'
import type { Database } from '../store/sql.ts'
import type { StreamFailure, SyncContext } from './context.ts'
import { readAccounts } from './read-accounts.ts'

/** More would wait for each other, for a processor, or keep connections from others. */
const transactionsAtOnce = 3

export type BackfillResult = {
  readonly accounts: readonly IngestedAccount[]
  /** What is still unread after all attempts. */
  readonly failures: readonly StreamFailure[]
}

export type BackfillOptions = {
  /** How often a stream that failed is tried again. */
  readonly retries: number
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

const firstPauseMs = 2_000

/**
 * Reads what upstream has and the store has not, several accounts at a time. Trouble in one account does not stop the
 * others; what failed is tried again after a pause that doubles, except for accounts that wait for their owner.
 * Rejects when the account list itself can't be read, or when aborted; a later call goes on where this one ended.
 */
export async function backfill(given: SyncContext, { retries, pause }: BackfillOptions): Promise<BackfillResult> {
  const context = { ...given, database: withFewTransactions(given.database) }
  const accounts = await readAccounts(context)
  let failures = await backfillAll(context, accounts)
  for (let retry = 0; retry < retries && failures.some(isWorthRetrying); retry++) {
    await pause(firstPauseMs * 2 ** retry, context.signal)
    const again = new Set(failures.filter(isWorthRetrying).map(({ account }) => account))
    const waiting = failures.filter(({ account }) => !again.has(account))
    failures = [...waiting, ...(await backfillAll(context, [...again]))]
  }
  return { accounts, failures }
}

/** False for trouble that only the account's owner can end, by logging in again. */
export function isWorthRetrying({ error }: StreamFailure): boolean {
  return !(error instanceof ReconnectNeededError)
}

async function backfillAll(context: SyncContext, accounts: readonly IngestedAccount[]): Promise<StreamFailure[]> {
  const results = await Promise.all(accounts.map((account) => context.firstSyncs.read(context, account)))
  return results.flat()
}

function withFewTransactions(database: Database): Database {
  const limit = pLimit(transactionsAtOnce)
  return { ...database, transaction: (work) => limit(() => database.transaction(work)) }
}
