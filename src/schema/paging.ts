import { BadArgumentError } from '../domain/errors.ts'
import { defaultPageSize, maximumPageSize, type Page, type PageRequest, type Position } from '../domain/page.ts'
import type { RowsAsked } from '../domain/shape.ts'
import type { NestedListLoader } from '../loaders/nested-list.ts'
import { formatCursor, parseCursor } from './cursor.ts'

/** A list as its cursors see it. */
export type ListKind<Row> = {
  /** In each cursor, so that one of another list is told apart. */
  readonly name: string
  readonly key: 'NONE' | 'TEXT' | 'TIME'
  position(row: Row): Position
  /** What `position` reads. */
  readonly reads: readonly (keyof Row)[]
}

export type PageArguments = {
  readonly first?: number | null | undefined
  readonly last?: number | null | undefined
  readonly after?: string | null | undefined
  readonly before?: string | null | undefined
}

/** Which page the arguments ask for. Throws BadArgumentError naming the one that can't be. */
export function readPage({ first, last, after, before }: PageArguments, kind: ListKind<never>): PageRequest {
  if (first != null && last != null) throw new BadArgumentError('last', 'left out when `first` is given')
  return {
    size: readSize('first', first) ?? readSize('last', last) ?? defaultPageSize,
    fromEnd: last != null,
    after: readCursor('after', after, kind),
    before: readCursor('before', before, kind),
  }
}

/** A page as a connection. Edges and cursors are made when they are read, and the list is counted only when asked. */
export function toConnection<Row>(page: Page<Row>, kind: ListKind<Row>, totalCount: () => number | Promise<number>) {
  const { rows, rendered, hasNextPage, hasPreviousPage } = page
  const cursorOf = (row: Row | undefined) => (row === undefined ? null : formatCursor(kind.name, kind.position(row)))
  return {
    rows,
    rendered,
    get edges() {
      return rows.map((node) => ({ node, cursor: formatCursor(kind.name, kind.position(node)) }))
    },
    get pageInfo() {
      return { hasNextPage, hasPreviousPage, startCursor: cursorOf(rows[0]), endCursor: cursorOf(rows.at(-1)) }
    },
    totalCount,
  }
}

export type NestedConnectionRequest<Filter, Row> = RowsAsked<Row> & {
  readonly parentId: string
  readonly filter: Filter
  readonly given: PageArguments
}

/** The page of a list below a parent, as a connection. */
export async function nestedConnection<Filter, Row>(
  list: NestedListLoader<Filter, Row>,
  kind: ListKind<Row>,
  { parentId, filter, given, ...rows }: NestedConnectionRequest<Filter, Row>,
) {
  const page = await list.page(parentId, { filter, page: readPage(given, kind), ...rows })
  return toConnection(page, kind, () => list.count(parentId, filter))
}

function readSize(argument: string, size: number | null | undefined): number | null {
  if (size == null) return null
  if (size >= 0 && size <= maximumPageSize) return size
  throw new BadArgumentError(argument, `from 0 to ${maximumPageSize}`)
}

function readCursor(argument: string, text: string | null | undefined, kind: ListKind<never>): Position | null {
  if (text == null) return null
  const position = parseCursor(kind, text)
  if (position) return position
  throw new BadArgumentError(argument, 'a cursor that this list gave, in the same order (`orderBy`)')
}
