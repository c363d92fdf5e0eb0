import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { freeze, ownCopy } from './kept-rows.ts'
import type { Sql, Statement } from './sql.ts'

/**
 * What a statement would see now: which transactions have not begun, and which not ended. A server that crashes may give
 * the numbers of lost ones again, but not before it has noted a checkpoint. A standby does not know what has not ended.
 */
const look: Statement = {
  name: 'read_cache_look',
  text: `
    select case when not pg_is_in_recovery() then concat_ws(' ', pg_current_snapshot(), pg_postmaster_start_time(),
      (select checkpoint_lsn from pg_control_checkpoint())) end as seen`,
}

type Rows = readonly unknown[]

/** What was read since the database was seen like this; null is never alike. */
type Generation = { readonly seen: string | null; readonly rows: LRUCache<string, Rows | Promise<Rows>> }

export type ReadCacheOptions = {
  /** About how much memory rows may take. */
  readonly mostBytes: number
  readonly now?: () => number
}

/** The latest questions; one that is asked again is worth keeping the answer of. */
const questionsRemembered = 20_000
/** What an entry takes beside its rows, about. */
const entryBytes = 400
/** What an answer from memory is worth in looks, and how many looks may be in vain before it rests for a while. */
const hitIsWorth = 3
const mostInVain = 8
const restMs = 1_000

/** Whether the server tells what `cacheReads` has to know. */
export async function canCacheReads(read: Sql): Promise<boolean> {
  return read(look).then(
    () => true,
    () => false,
  )
}

/**
 * The same reads. One that is asked again is answered from memory, but only if nobody has committed anything since before
 * it was last run, which the database is asked first: in a single short statement for all who came until it is sent. So no
 * answer is older than what the reader could know of, whichever process wrote it. Where what is kept is seldom of use it
 * stops for a while, and costs next to nothing. Each reader has rows of its own; what is in their columns is frozen.
 */
export function cacheReads(read: Sql, { mostBytes, now = () => performance.now() }: ReadCacheOptions): Sql {
  const questions = new LRUCache<string, true>({ max: questionsRemembered })
  let generation = begin(null)
  let inVain = 0
  let restsUntil = Number.NEGATIVE_INFINITY
  let nextLook: Promise<string | null> | null = null

  function begin(seen: string | null): Generation {
    return { seen, rows: new LRUCache({ maxSize: mostBytes }) }
  }

  /** How the database is after this was called. */
  function lookNext(): Promise<string | null> {
    nextLook ??= new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
      nextLook = null
      const [row] = await read<{ seen: string | null }>(look)
      return row?.seen ?? null
    })
    return nextLook
  }

  /** Drops what was kept unless the database is as it was. */
  async function refresh(): Promise<void> {
    const seen = await lookNext()
    if (seen !== null && seen === generation.seen) return
    generation = begin(seen)
    inVain += 1
    if (inVain < mostInVain) return
    inVain = 0
    restsUntil = now() + restMs
  }

  function isAskedAgain(question: string): boolean {
    if (questions.get(question)) return true
    questions.set(question, true)
    return false
  }

  /** What is read now may be filed under an earlier look: if it is newer than that, the next look is another. */
  async function readAndKeep<Row>(question: string, ...asked: Parameters<Sql>): Promise<readonly Row[]> {
    const { rows } = generation
    const found = read<Row>(...asked)
    rows.set(question, found, { size: entryBytes })
    try {
      const all = await found
      rows.set(question, all, { size: entryBytes + freeze(all) })
      return ownCopy(all)
    } catch (error) {
      rows.delete(question)
      throw error
    }
  }

  return async <Row>(...asked: Parameters<Sql>) => {
    const question = questionOf(...asked)
    if (!isAskedAgain(question) || now() < restsUntil) return read<Row>(...asked)
    if (generation.seen === null || generation.rows.has(question)) await refresh()
    const known = generation.rows.get(question)
    if (!known) return readAndKeep<Row>(question, ...asked)
    inVain = Math.max(0, inVain - hitIsWorth)
    return ownCopy((await known) as readonly Row[])
  }
}

/** Statements that are not planned anew have names of their own. */
function questionOf({ name, text, replanned }: Statement, parameters: readonly unknown[] = []): string {
  return hash('sha256', `${replanned ? text : name} ${JSON.stringify(parameters)}`, 'base64url')
}
