import { InvalidRequestError, NotFoundUpstreamError, RefusedError } from '../domain/errors.ts'
import type { Checkpoint } from '../domain/sync.ts'
import { saveCheckpoint } from '../store/checkpoints.ts'
import type { IngestedAccount } from '../store/ingest/accounts.ts'
import type { Identified } from '../store/ingest/identified.ts'
import type { Sql } from '../store/sql.ts'
import { refreshStatistics } from '../store/statistics.ts'
import type { Page } from '../upstream/page.ts'
import { rowsAtOnce, type SyncContext } from './context.ts'
import { createGathered } from './gathered.ts'
import { createGatheredPeople } from './gathered-people.ts'

/** Rows speak of what is not here, and was not asked for. */
export class IncompleteRowsError extends Error {}

export type PagedStream<Row> = {
  fetch(account: IngestedAccount, cursor: string | null, signal: AbortSignal): Promise<Page<Row>>
  /** Adds to rows that `write` rejected as incomplete what must be asked for, while no transaction waits for it. */
  complete?(account: IngestedAccount, rows: readonly Row[], signal: AbortSignal): Promise<readonly Row[]>
  /** Takes in who rows speak of, while rows before them are written. */
  identify?(sql: Sql, account: IngestedAccount, rows: readonly Row[], observedAt: string): Promise<Identified>
  /**
   * Takes the rows in; runs in the transaction that saves the checkpoint. Rejects with `IncompleteRowsError` what has to
   * be completed first.
   */
  write(
    sql: Sql,
    account: IngestedAccount,
    rows: readonly Row[],
    observedAt: string,
    identified: Identified | null,
  ): Promise<unknown>
  /** Ends the reading before upstream's list does. */
  enough?(rowsRead: number): boolean
}

/** A page, and where to go on after it. */
type Step<Row> = { readonly page: Page<Row>; readonly cursor: string | null }

/**
 * Reads a list from the checkpoint on; when upstream refuses the cursor that was saved there, from its beginning. Gives
 * the last checkpoint.
 */
export async function readPages<Row>(
  context: SyncContext,
  account: IngestedAccount,
  stream: PagedStream<Row>,
  from: Checkpoint,
): Promise<Checkpoint> {
  try {
    return await readPagesFrom(context, account, stream, from)
  } catch (error) {
    if (!(error instanceof RefusedCursorError)) throw error
    return readPagesFrom(context, account, stream, { ...from, cursor: null, rows: 0 })
  }
}

/** Upstream refuses a cursor that an earlier run has saved. */
class RefusedCursorError extends Error {}

/**
 * Reads a list from the checkpoint on. Pages that arrive while others are written are written together, with the
 * checkpoint after them, so that a process killed at any point leaves neither hole nor duplicate. Gives the last
 * checkpoint.
 */
async function readPagesFrom<Row>(
  context: SyncContext,
  account: IngestedAccount,
  stream: PagedStream<Row>,
  from: Checkpoint,
): Promise<Checkpoint> {
  const { database, now, onProgress, onLeftOut, signal } = context
  let checkpoint = from

  const after = (steps: readonly Step<Row>[]): Checkpoint => ({
    ...checkpoint,
    cursor: steps.at(-1)?.cursor ?? null,
    rows: steps.reduce((total, { page }) => total + page.items.length, checkpoint.rows),
    requests: checkpoint.requests + steps.length,
  })

  async function written(steps: readonly Step<Row>[]): Promise<void> {
    checkpoint = after(steps)
    await refreshStatistics(database)
    onProgress({ account, checkpoint })
    const rows = steps.reduce((total, { page }) => total + page.broken, 0)
    if (rows > 0) onLeftOut({ account, stream: from.stream, rows })
  }

  async function writeRows(steps: readonly Step<Row>[], rows: readonly Row[]): Promise<void> {
    const observedAt = now().toISOString()
    await database.transaction(async (sql) => {
      await stream.write(sql, account, rows, observedAt, null)
      await saveCheckpoint(sql, account.id, observedAt, after(steps))
    })
  }

  async function writeAtOnce(steps: readonly Step<Row>[]): Promise<void> {
    const listed = rowsOf(steps)
    try {
      await writeRows(steps, listed)
    } catch (error) {
      if (!(error instanceof IncompleteRowsError) || !stream.complete) throw error
      await writeRows(steps, await stream.complete(account, listed, signal))
    }
    await written(steps)
  }

  /** An old cursor may have expired, or be of another list; one that upstream gave just now is not doubted. */
  async function fetchPage(cursor: string | null): Promise<Page<Row>> {
    try {
      return await stream.fetch(account, cursor, signal)
    } catch (error) {
      if (cursor === null || cursor !== from.cursor || !isRefused(error)) throw error
      throw new RefusedCursorError('A saved cursor was refused', { cause: error })
    }
  }

  const { identify } = stream
  const bounds = { rowsOf: ({ page }: Step<Row>) => page.items.length, most: rowsAtOnce }
  const gathered = identify
    ? createGatheredPeople<Step<Row>>(
        context,
        {
          identify: (sql, steps, observedAt) => identify(sql, account, rowsOf(steps), observedAt),
          async write(sql, steps, observedAt, identified) {
            await stream.write(sql, account, rowsOf(steps), observedAt, identified)
            await saveCheckpoint(sql, account.id, observedAt, after(steps))
          },
          written,
        },
        bounds,
      )
    : createGathered<Step<Row>>({ write: writeAtOnce, ...bounds })
  try {
    let cursor = from.cursor
    let rowsRead = from.rows
    for (let hasMore = true; hasMore; ) {
      const page: Page<Row> = await fetchPage(cursor)
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

function rowsOf<Row>(steps: readonly Step<Row>[]): readonly Row[] {
  return steps.flatMap(({ page }) => page.items)
}

function isRefused(error: unknown): boolean {
  return [InvalidRequestError, NotFoundUpstreamError, RefusedError].some((refusal) => error instanceof refusal)
}

/** A cursor that leads to the page it came with would be read for ever. */
function leadsOn({ cursor }: Page<unknown>, current: string | null): boolean {
  return cursor !== null && cursor !== current
}
