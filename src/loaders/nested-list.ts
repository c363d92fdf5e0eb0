import DataLoader from 'dataloader'
import type { ListPageRequest, Page } from '../domain/page.ts'
import type { Rendering } from '../domain/shape.ts'
import { countNested, type NestedList, readNestedPages } from '../store/read/nested-list.ts'
import { readRenderedPages } from '../store/read/rendered-pages.ts'
import type { ScopedSql } from '../store/read/scoped-sql.ts'

/** A list below a parent, by page. Parents that are asked for the same page share one statement. */
export type NestedListLoader<Filter, Row> = {
  page(parentId: string, asked: ListPageRequest<Filter, Row>): Promise<Page<Row>>
  /** Remembers a page that was read along with its parent. */
  prime(parentId: string, asked: ListPageRequest<Filter, Row>, page: Page<Row>): void
  /** How many rows the whole list has. */
  count(parentId: string, filter: Filter): Promise<number>
}

export function createNestedListLoader<Filter, Row>(
  scoped: ScopedSql,
  list: NestedList<Filter, Row>,
): NestedListLoader<Filter, Row> {
  const pages = createGroupedLoader(
    list.name,
    (parentIds, asked: ListPageRequest<Filter, Row>) =>
      (asked.rendering ? readRenderedPages : readNestedPages)(scoped, list, parentIds, asked),
    keyOfPage,
  )
  const counts = createGroupedLoader(
    `${list.name}_count`,
    (parentIds, filter: Filter) => countNested(scoped, list as NestedList<Filter, never>, parentIds, filter),
    JSON.stringify,
  )
  return {
    page: (parentId, asked) => pages(asked).load(parentId),
    prime: (parentId, asked, page) => void pages(asked).prime(parentId, page),
    count: (parentId, filter) => counts(filter).load(parentId),
  }
}

/** Made for each parent, and most ask for a first page of everything, so it is put together by hand. */
function keyOfPage<Filter, Row>({ filter, page, fields, rendering }: ListPageRequest<Filter, Row>): string {
  const { size, fromEnd, after, before } = page
  const rest = filter === null && after === null && before === null ? '' : JSON.stringify([filter, after, before])
  return `${size} ${fromEnd} ${fields?.join() ?? '*'} ${numberOf(rendering)} ${rest}`
}

const numbers = new WeakMap<Rendering, number>()
let last = 0

/** A rendering belongs to a field of a query, and is the same object whenever that is asked. */
function numberOf(rendering: Rendering | null): number {
  if (!rendering) return 0
  const number = numbers.get(rendering) ?? ++last
  numbers.set(rendering, number)
  return number
}

/** A loader for each thing that is asked of parents. */
function createGroupedLoader<Asked, Answer>(
  name: string,
  read: (parentIds: readonly string[], asked: Asked) => Promise<readonly Answer[]>,
  keyOf: (asked: Asked) => string,
): (asked: Asked) => DataLoader<string, Answer> {
  const loaders = new Map<string, DataLoader<string, Answer>>()
  return (asked) => {
    const key = keyOf(asked)
    const known = loaders.get(key)
    if (known) return known
    const loader = new DataLoader<string, Answer>((parentIds) => read(parentIds, asked) as Promise<Answer[]>, { name })
    loaders.set(key, loader)
    return loader
  }
}
