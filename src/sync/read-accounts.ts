import { leftOutText } from '../domain/account-sync.ts'
import { saveAccountListFailure, saveCheckpoint } from '../store/checkpoints.ts'
import { type IngestedAccount, ingestAccounts } from '../store/ingest/accounts.ts'
import { unreadRows } from '../upstream/page.ts'
import { type SyncContext, unreadCheckpoint } from './context.ts'
import { eachPage } from './each-page.ts'
import { explain } from './explain.ts'

/**
 * Reads the workspace's whole account list, which alone tells which accounts are gone. When it can't be read, or not the
 * row of one, the accounts that are here say so.
 */
export async function readAccounts(context: SyncContext): Promise<readonly IngestedAccount[]> {
  const { database, workspaceId, now, signal } = context
  try {
    return await readAccountList(context)
  } catch (error) {
    const failure = { at: now().toISOString(), error: explain(error) }
    if (!signal.aborted) await saveAccountListFailure(database.sql, workspaceId, failure)
    throw error
  }
}

async function readAccountList(context: SyncContext): Promise<readonly IngestedAccount[]> {
  const { upstream, database, workspaceId, now, onLeftOut, signal } = context
  const startedAt = now().toISOString()
  const pages = await Array.fromAsync(eachPage((cursor) => upstream.listAccounts({ cursor }, signal)))
  const accounts = pages.flatMap(({ items }) => items)
  const broken = pages.reduce((total, page) => total + page.broken, 0)
  if (broken > 0) onLeftOut({ account: null, stream: 'ACCOUNTS', rows: broken })
  const lastError = broken > 0 ? `${leftOutText(broken)} of the list of accounts.` : null

  const finishedAt = now().toISOString()
  return database.transaction(async (sql) => {
    const ingested = await ingestAccounts(sql, {
      workspaceId,
      accounts,
      unread: unreadRows(pages),
      observedAt: finishedAt,
    })
    const checkpoint = {
      ...unreadCheckpoint('ACCOUNTS'),
      state: 'DONE',
      rows: 1,
      requests: pages.length,
      startedAt,
      finishedAt,
      lastError,
    } as const
    for (const { id } of ingested) await saveCheckpoint(sql, id, finishedAt, checkpoint)
    const readIds = ingested.map(({ id }) => id)
    if (lastError) await saveAccountListFailure(sql, workspaceId, { at: finishedAt, error: lastError, readIds })
    return ingested
  })
}
