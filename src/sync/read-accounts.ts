import type { AccountObservation } from '../domain/observation.ts'
import { saveAccountListFailure, saveCheckpoint } from '../store/checkpoints.ts'
import { type IngestedAccount, ingestAccounts } from '../store/ingest/accounts.ts'
import { type SyncContext, unreadCheckpoint } from './context.ts'
import { explain } from './explain.ts'

/**
 * Reads the workspace's whole account list, which alone tells which accounts are gone. When it can't be read, the
 * accounts that are here say so.
 */
export async function readAccounts(context: SyncContext): Promise<readonly IngestedAccount[]> {
  const { database, workspaceId, now, signal } = context
  try {
    return await readAccountList(context)
  } catch (error) {
    if (!signal.aborted) await saveAccountListFailure(database.sql, workspaceId, now().toISOString(), explain(error))
    throw error
  }
}

async function readAccountList(context: SyncContext): Promise<readonly IngestedAccount[]> {
  const { upstream, database, workspaceId, now, signal } = context
  const startedAt = now().toISOString()
  const accounts: AccountObservation[] = []
  let requests = 0
  let cursor: string | null = null
  do {
    const page = await upstream.listAccounts({ cursor }, signal)
    accounts.push(...page.items)
    requests += 1
    cursor = page.cursor === cursor ? null : page.cursor
  } while (cursor !== null)

  const finishedAt = now().toISOString()
  return database.transaction(async (sql) => {
    const ingested = await ingestAccounts(sql, { workspaceId, accounts, observedAt: finishedAt })
    const checkpoint = {
      ...unreadCheckpoint('ACCOUNTS'),
      state: 'DONE',
      rows: 1,
      requests,
      startedAt,
      finishedAt,
    } as const
    for (const { id } of ingested) await saveCheckpoint(sql, id, finishedAt, checkpoint)
    return ingested
  })
}
