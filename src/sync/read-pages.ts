import type { Checkpoint } from '../domain/sync.ts'
import { saveCheckpoint } from '../store/checkpoints.ts'
import type { IngestedAccount } from '../store/ingest/accounts.ts'
import type { Sql } from '../store/sql.ts'
import type { Page } from '../upstream/page.ts'
import type { SyncContext } from './context.ts'

export type PagedStream<Row> = {
  fetch(account: IngestedAccount, cursor: string | null, signal: AbortSignal): Promise<Page<Row>>
  /** Takes the rows in; runs in the transaction that saves the checkpoint. */
  write(sql: Sql, account: IngestedAccount, rows: readonly Row[], observedAt: string): Promise<unknown>
  /** Ends the reading before upstream's list does. */
  enough?(rowsRead: number): boolean
}

/**
 * Reads a list from the checkpoint on. Each page and the checkpoint after it are written together, so that a process
 * killed at any point leaves neither hole nor duplicate; the next page is fetched meanwhile. Gives the last checkpoint.
 */
export async function readPages<Row>(
  { database, now, onProgress, signal }: SyncContext,
  account: IngestedAccount,
  stream: PagedStream<Row>,
  from: Checkpoint,
): Promise<Checkpoint> {
  let checkpoint = from
  let fetching = stream.fetch(account, checkpoint.cursor, signal)
  for (;;) {
    const page = await fetching
    const cursor = nextCursor(page, checkpoint.cursor)
    checkpoint = {
      ...checkpoint,
      cursor,
      rows: checkpoint.rows + page.items.length,
      requests: checkpoint.requests + 1,
    }
    const last = cursor === null || (stream.enough?.(checkpoint.rows) ?? false)
    if (!last) {
      fetching = stream.fetch(account, cursor, signal)
      // Its failure is met when it is awaited; until then it must not count as unhandled.
      fetching.catch(() => {})
    }
    const observedAt = now().toISOString()
    const saved = checkpoint
    await database.transaction(async (sql) => {
      await stream.write(sql, account, page.items, observedAt)
      await saveCheckpoint(sql, account.id, observedAt, saved)
    })
    onProgress({ account, checkpoint, broken: page.broken })
    if (last) return checkpoint
  }
}

/** A cursor that leads to the page it came with would be read for ever. */
function nextCursor({ cursor }: Page<unknown>, current: string | null): string | null {
  return cursor === current ? null : cursor
}
