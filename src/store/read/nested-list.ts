import { type Page, type PageRequest, toPage } from '../../domain/page.ts'
import { keyset, type ListOrder, readingOrder } from './keyset.ts'
import { createParameters, type Parameters } from './parameters.ts'
import type { ScopedSql } from './scoped-sql.ts'

/** A list that each of many parents has, read for all of them by one statement. */
export type NestedList<Filter> = {
  readonly name: string
  /** The table whose rows the list has. */
  readonly table: string
  readonly columns: string
  /** What follows `from`, where `table` is in it and `parent.id` is the parent's id. */
  readonly source: (parameters: Parameters, scoped: ScopedSql) => string
  readonly filter: (filter: Filter, parameters: Parameters) => { readonly name: string; readonly condition: string }
  readonly order: ListOrder
  /** The id to seek by, where it is another column than the one ordered by, equal to it. */
  readonly seekId?: string
}

/** One page for each parent; the same page and filter for all. A parent without rows has an empty page. */
export async function readNestedPages<Filter, Row>(
  scoped: ScopedSql,
  list: NestedList<Filter>,
  parentIds: readonly string[],
  { filter, page }: { filter: Filter; page: PageRequest },
): Promise<readonly Page<Row>[]> {
  const parameters = createParameters()
  const parents = parameters.bind(parentIds)
  const kept = list.filter(filter, parameters)
  const seekOrder = { ...list.order, id: list.seekId ?? list.order.id }
  const seek = keyset(seekOrder, page, parameters)
  const text = `
    select parent.id as "parentId", ${list.columns}
    from unnest(${parents}::bigint[]) as parent (id) cross join lateral (
      select ${list.table}.* from ${list.source(parameters, scoped)}${kept.condition}${seek.condition}
      order by ${readingOrder(seekOrder, page)} limit ${seek.limit}
    ) ${list.table}
    order by parent.id, ${readingOrder(list.order, page)}`
  const name = `${list.name}${kept.name}${seek.name}`
  const rows = await scoped.sql<Row & { parentId: string }>({ name, text }, parameters.values)
  const byParent = Map.groupBy(rows, ({ parentId }) => parentId)
  return parentIds.map((id) => toPage<Row>(byParent.get(id) ?? [], page))
}

/** How many rows each parent's list has. */
export async function countNested<Filter>(
  scoped: ScopedSql,
  list: NestedList<Filter>,
  parentIds: readonly string[],
  filter: Filter,
): Promise<readonly number[]> {
  const parameters = createParameters()
  const parents = parameters.bind(parentIds)
  const kept = list.filter(filter, parameters)
  const text = `
    select parent.id as "parentId", counted.count
    from unnest(${parents}::bigint[]) as parent (id) cross join lateral (
      select count(*)::int from ${list.source(parameters, scoped)}${kept.condition}
    ) counted`
  const rows = await scoped.sql<{ parentId: string; count: number }>(
    { name: `${list.name}${kept.name}_count`, text, slow: true },
    parameters.values,
  )
  const byParent = new Map(rows.map(({ parentId, count }) => [parentId, count]))
  return parentIds.map((id) => byParent.get(id) ?? 0)
}
