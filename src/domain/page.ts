import type { Rendered, RowsAsked } from './shape.ts'

export const defaultPageSize = 20
export const maximumPageSize = 100

/** The place of a row in an ordered list: what it is ordered by, then its id. */
export type Position = {
  /** Empty in lists that are ordered by id alone. */
  readonly key: string
  readonly id: string
}

/** Which part of an ordered list is wanted. */
export type PageRequest = {
  readonly size: number
  /** The last rows of the range instead of its first. */
  readonly fromEnd: boolean
  /** The range, without its ends; null is the end of the list. */
  readonly after: Position | null
  readonly before: Position | null
}

/** Which part of a list is wanted; of each parent's, where many have one. */
export type ListPageRequest<Filter, Row> = RowsAsked<Row> & {
  readonly filter: Filter
  readonly page: PageRequest
}

/** Rows in the list's order, whichever end they were read from; of a page that was rendered as a whole, none. */
export type Page<Row> = Rendered & {
  readonly rows: readonly Row[]
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
}

/** A page that was rendered as a whole, of which nothing else is asked. */
export function wholePage(rendered: string): Page<never> {
  return { rendered, rows: [], hasNextPage: false, hasPreviousPage: false }
}

/** Makes a page of up to `size + 1` rows in the order in which they were read, which is backwards from the end. */
export function toPage<Row>(found: readonly Row[], { size, fromEnd, after, before }: PageRequest): Page<Row> {
  const more = found.length > size
  const rows = found.slice(0, size)
  // A range that a cursor bounds has that cursor's row beyond it.
  const beyondAfter = after !== null
  const beyondBefore = before !== null
  return fromEnd
    ? { rows: rows.reverse(), hasNextPage: beyondBefore, hasPreviousPage: more || beyondAfter }
    : { rows, hasNextPage: more || beyondBefore, hasPreviousPage: beyondAfter }
}
