import type { AccountReading, StreamSync } from '../../domain/account-sync.ts'
import type { Sql } from '../sql.ts'

const streams = {
  name: 'account_sync_streams',
  text: `
    select stream, state, rows, requests, started_at as "startedAt", finished_at as "finishedAt",
      last_error as "lastError"
    from sync_checkpoint where account_id = $1`,
}

const reading = {
  name: 'account_sync_reading',
  text: `
    select started_at as "startedAt", finished_at as "finishedAt", whole_at as "wholeAt", missed,
      last_error as "lastError"
    from account_reading where account_id = $1`,
}

/** How far the first sync of an account has come, and what the readings after it did; null when there was none. */
export async function findAccountSync(
  sql: Sql,
  accountId: number,
): Promise<{ readonly streams: readonly StreamSync[]; readonly reading: AccountReading | null }> {
  const [found, [last]] = await Promise.all([
    sql<StreamSync>(streams, [accountId]),
    sql<AccountReading>(reading, [accountId]),
  ])
  return { streams: found, reading: last ?? null }
}
