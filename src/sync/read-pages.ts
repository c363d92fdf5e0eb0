import type { Checkpoint } from '../domain/sync.ts'
import { saveCheckpoint } from '../store/checkpoints.ts'
import type { IngestedAccount } from '../store/ingest/accounts.ts'
import type { Sql } from '../store/sql.ts'
import { refreshStatistics } from '../store/statistics.ts'
import type { Page } from '../upstream/page.ts'
import { rowsAtOnce, type SyncContext } from './context.ts'
import { createGathered } from './gathered.ts'

export type PagedStream<Row> = {
  fetch(account: IngestedAccount, cursor: string | null, signal: AbortSignal): Promise<Page<Row>>
  /** Adds to rows what must be asked for before they can be taken in, while no transaction waits for it. */
  complete?(account: IngestedAccount, rows: readonly Row[], signal: AbortSignal): Promise<readonly Row[]>
  /** Takes the rows in; runs in the transaction that saves the checkpoint. */
  write(sql: Sql, account: IngestedAccount, rows: readonly Row[], observedAt: string): Promise<unknown>
  /** Ends the reading before upstream's list does. */
  enough?(rowsRead: number): boolean
}

/** A page, and where to go on after it. */
type Step<Row> = { readonly page: Page<Row>; readonly cursor: string | null }

/**
 * Reads a list from the checkpoint on. Pages that arrive while others are written are written together, with the
 * checkpoint after them, so that a process killed at any point leaves neither hole nor duplicate. Gives the last
 * checkpoint.
 */
export async function readPages<Row>(
  context: SyncContext,
  account: IngestedAccount,
  stream: PagedStream<Row>,
  from: Checkpoint,
): Promise<Checkpoint> {
  const { database, now, onProgress, signal } = context
  let checkpoint = from

  async function write(steps: readonly Step<Row>[]): Promise<void> {
    const listed = steps.flatMap(({ page }) => page.items)
    const rows = stream.complete ? await stream.complete(account, listed, signal) : listed
    const observedAt = now().toISOString()
    checkpoint = {
      ...checkpoint,
      cursor: steps.at(-1)?.cursor ?? null,
      rows: checkpoint.rows + rows.length,
      requests: checkpoint.requests + steps.length,
    }
    await database.transaction(async (sql) => {
      await stream.write(sql, account, rows, observedAt)
      await saveCheckpoint(sql, account.id, observedAt, checkpoint)
    })
    await refreshStatistics(database)
    onProgress({ account, checkpoint, broken: steps.reduce((total, { page }) => total + page.broken, 0) })
  }

  const gathered = createGathered<Step<Row>>({ write, rowsOf: ({ page }) => page.items.length, most: rowsAtOnce })
  try {
    let cursor = from.cursor
    let rowsRead = from.rows
    for (let hasMore = true; hasMore; ) {
      const page: Page<Row> = await stream.fetch(account, cursor, signal)
      rowsRead += page.items.length
      hasMore = leadsOn(page, cursor) && !(stream.enough?.(rowsRead) ?? false)
      // After the last page, a restart reads that page again rather than the whole list.
      if (hasMore) cursor = page.cursor
      await gathered.add({ page, cursor })
    }
  } finally {
    await gathered.settled()
  }
  return checkpoint
}

/** A cursor that leads to the page it came with would be read for ever. */
function leadsOn({ cursor }: Page<unknown>, current: string | null): boolean {
  return cursor !== null && cursor !== current
}
