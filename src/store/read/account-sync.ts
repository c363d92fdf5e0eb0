import type { AccountReading, StreamSync } from '../../domain/account-sync.ts'
import type { Sql } from '../sql.ts'

const streams = {
  name: 'account_sync_streams',
  text: `
    select account_id as "accountId", stream, state, rows, requests, started_at as "startedAt",
      finished_at as "finishedAt", last_error as "lastError"
    from sync_checkpoint where account_id = any ($1::int[])`,
}

const readings = {
  name: 'account_sync_readings',
  text: `
    select account_id as "accountId", finished_at as "finishedAt", whole_read_at as "wholeReadAt",
      whole_at as "wholeAt", missed, last_error as "lastError"
    from account_reading where account_id = any ($1::int[])`,
}

/** How far the first sync of an account has come, and what the readings after it did; null when there was none. */
export type SyncRows = {
  readonly accountId: number
  readonly streams: readonly StreamSync[]
  readonly reading: AccountReading | null
}

type OfAccount = { readonly accountId: number }

/** How the sync of each of these accounts stands, in any order. */
export async function findAccountSyncs(sql: Sql, accountIds: readonly number[]): Promise<readonly SyncRows[]> {
  const [foundStreams, foundReadings] = await Promise.all([
    sql<StreamSync & OfAccount>(streams, [accountIds]),
    sql<AccountReading & OfAccount>(readings, [accountIds]),
  ])
  const streamsOf = Map.groupBy(foundStreams, ({ accountId }) => accountId)
  const readingOf = new Map(foundReadings.map((reading) => [reading.accountId, reading]))
  return accountIds.map((accountId) => ({
    accountId,
    streams: streamsOf.get(accountId) ?? [],
    reading: readingOf.get(accountId) ?? null,
  }))
}
