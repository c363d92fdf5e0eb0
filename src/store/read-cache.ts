import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Sql, Statement } from './sql.ts'

/**
 * What a statement would see now: which transactions have not begun and which not ended, on which run of the server.
 * Between two equal answers nobody has committed anything.
 */
const look: Statement = {
  name: 'read_cache_look',
  text: 'select pg_current_snapshot()::text || pg_postmaster_start_time()::text as seen',
}

type Rows = readonly unknown[]

/** What was read since the database was seen like this, and before anybody committed anything. */
type Generation = { readonly seen: string; readonly rows: LRUCache<string, Rows | Promise<Rows>> }

export type ReadCacheOptions = {
  /** About as much memory as rows may take. */
  readonly mostBytes: number
  readonly now?: () => number
}

/** The latest questions; one that is asked again is worth remembering the answer of. */
const questionsRemembered = 20_000
/** What an entry takes beside its text, about. */
const entryBytes = 500
/** So many generations in a row of which nobody read anything twice, and for a while it is not worth looking. */
const fruitlessAtMost = 8
const restMs = 1_000

/**
 * The same reads. One that is asked again is answered from memory, but only if nobody has committed anything since it was
 * last run, which the database is asked each time: a single short statement, for all who came until it is sent. So no
 * answer is older than what the reader could know of, whichever process wrote it. Where others write all the time it
 * gives up for a while, and costs next to nothing. Each reader has rows of its own; what is in their columns is frozen.
 */
export function cacheReads(read: Sql, { mostBytes, now = () => performance.now() }: ReadCacheOptions): Sql {
  const questions = new LRUCache<string, true>({ max: questionsRemembered })
  let generation = begin('')
  let fruitless = 0
  let restsUntil = Number.NEGATIVE_INFINITY
  let nextLook: Promise<string> | null = null

  function begin(seen: string): Generation {
    return { seen, rows: new LRUCache({ maxSize: mostBytes }) }
  }

  /** How the database is after this was called. */
  function lookNext(): Promise<string> {
    nextLook ??= new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
      nextLook = null
      const [row] = await read<{ seen: string }>(look)
      return row?.seen ?? ''
    })
    return nextLook
  }

  function moveOn(seen: string): void {
    generation = begin(seen)
    fruitless += 1
    if (fruitless < fruitlessAtMost) return
    fruitless = 0
    restsUntil = now() + restMs
  }

  function isAskedAgain(question: string): boolean {
    if (questions.get(question)) return true
    questions.set(question, true)
    return false
  }

  return async <Row>(statement: Statement, parameters: readonly unknown[] = []) => {
    const question = questionOf(statement, parameters)
    if (!isAskedAgain(question) || now() < restsUntil) return read<Row>(statement, parameters)
    const seen = await lookNext()
    if (seen !== generation.seen) moveOn(seen)
    const { rows } = generation
    const known = rows.get(question)
    if (known) {
      fruitless = 0
      return ownCopy((await known) as readonly Row[])
    }
    const found = read<Row>(statement, parameters).then(frozen)
    rows.set(question, found, { size: entryBytes })
    found.then(
      (all) => rows.set(question, all, { size: entryBytes + JSON.stringify(all).length }),
      () => rows.delete(question),
    )
    return ownCopy(await found)
  }
}

function ownCopy<Row>(rows: readonly Row[]): readonly Row[] {
  return rows.map((row) => ({ ...row }))
}

/** Statements that are not planned anew have names of their own. */
function questionOf({ name, text, replanned }: Statement, parameters: readonly unknown[]): string {
  return hash('sha256', `${replanned ? text : name} ${JSON.stringify(parameters)}`, 'base64url')
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}
