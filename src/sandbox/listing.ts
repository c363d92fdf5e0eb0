import { formatCursor, parseCursor } from './cursor.ts'
import { Problem } from './problem.ts'

/** Where the page before ended. */
export type Position = { readonly last_id: string; readonly last_date?: string | null }

/** What a list is asked for. With a cursor everything comes from the cursor and the query is ignored. */
export type Listing = {
  readonly filters: Readonly<Record<string, string>>
  readonly limit: number
  readonly position: Position | null
}

type Options = { readonly filters?: readonly string[]; readonly maxLimit?: number }

/** Reads what a list is asked for; a Problem when the limit is out of bounds or the cursor was not made here. */
export function readListing(query: URLSearchParams, { filters = [], maxLimit = 250 }: Options = {}): Listing {
  const cursor = query.get('cursor')
  const content = cursor ? parseCursor(cursor) : Object.fromEntries(query)
  const position = cursor ? (content['cursor'] as Position) : null
  if (position && typeof position.last_id !== 'string') throw invalid('/cursor Expected a cursor of a former answer')
  return {
    filters: Object.fromEntries(
      filters.flatMap((name) => (content[name] === undefined ? [] : [[name, String(content[name])]])),
    ),
    limit: readLimit(content['limit'], maxLimit),
    position,
  }
}

/** A limit as given, 100 when not given. */
export function readLimit(value: unknown, maxLimit: number): number {
  if (value === undefined || value === null) return Math.min(100, maxLimit)
  const limit = Number(value)
  if (!Number.isInteger(limit) || limit < 1) throw invalid('/limit Expected integer to be greater or equal to 1')
  if (limit > maxLimit)
    throw new Problem('limit_too_high', `/limit Expected integer to be less or equal to ${maxLimit}`)
  return limit
}

/** The cursor to what follows a position, in the same list. */
export const nextCursor = ({ filters, limit }: Listing, position: Position): string =>
  formatCursor({ ...filters, limit, cursor: position })

/** The bounds of a list in milliseconds, both exclusive. */
export function readPeriod({ filters }: Listing): { readonly after: number; readonly before: number } {
  return {
    after: readDate('after', filters['after']) ?? Number.NEGATIVE_INFINITY,
    before: readDate('before', filters['before']) ?? Number.POSITIVE_INFINITY,
  }
}

function readDate(name: string, value: string | undefined): number | null {
  if (value === undefined) return null
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(time)) throw invalid(`/${name} Expected string to match 'YYYY-MM-DDTHH:MM:SS.sssZ'`)
  return time
}

/** Takes a page from rows that are in order, walking no further than needed. */
export function takePage<T>(
  rows: Iterable<T>,
  limit: number,
): { readonly items: readonly T[]; readonly hasMore: boolean } {
  const items: T[] = []
  for (const row of rows) {
    if (items.length === limit) return { items, hasMore: true }
    items.push(row)
  }
  return { items, hasMore: false }
}

const invalid = (detail: string): Problem => new Problem('invalid_parameters', detail)
