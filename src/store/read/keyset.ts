import type { PageRequest, Position } from '../../domain/page.ts'
import type { Parameters } from './parameters.ts'

/** How a list is ordered: by a column or expression with an index of its own, then by id. */
export type ListOrder = {
  /** Null when the id alone orders the list. */
  readonly key: { readonly expression: string; readonly type: 'text' | 'timestamptz' } | null
  readonly id: string
  readonly direction: 'asc' | 'desc'
}

/** The parts of a statement that make it read one page: never an offset, so that all pages cost the same. */
export type Keyset = {
  /** Tells statements with different parts apart; short, as PostgreSQL cuts names after 63 characters. */
  readonly name: string
  /** Empty where the range ends with the list; otherwise begins with `and`. */
  readonly condition: string
  /** One row more than the page has, to see whether there are any; not so when nobody asks. */
  readonly limit: string
}

export function keyset(
  { key, id, direction }: ListOrder,
  page: PageRequest,
  { bind }: Parameters,
  looksFurther = true,
): Keyset {
  const row = key ? `(${key.expression}, ${id})` : `(${id})`
  const place = (position: Position) =>
    key ? `(${bind(position.key)}::${key.type}, ${bind(position.id)}::bigint)` : `(${bind(position.id)}::bigint)`
  const [later, earlier] = direction === 'asc' ? ['>', '<'] : ['<', '>']
  const after = page.after ? ` and ${row} ${later} ${place(page.after)}` : ''
  const before = page.before ? ` and ${row} ${earlier} ${place(page.before)}` : ''
  return {
    name: `${page.after ? '_a' : ''}${page.before ? '_b' : ''}${page.fromEnd ? '_e' : ''}`,
    condition: after + before,
    limit: `${bind(page.size + (looksFurther ? 1 : 0))}::int`,
  }
}

/** The order in which a page is read: the list's own, or backwards from the end. */
export function readingOrder({ key, id, direction }: ListOrder, { fromEnd }: Pick<PageRequest, 'fromEnd'>): string {
  const reading = (direction === 'asc') === fromEnd ? 'desc' : 'asc'
  return key ? `${key.expression} ${reading}, ${id} ${reading}` : `${id} ${reading}`
}
