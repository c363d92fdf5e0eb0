import { type ListPageRequest, type Page, toPage } from '../../domain/page.ts'
import type { Columns } from './columns.ts'
import { keyset, type ListOrder, readingOrder } from './keyset.ts'
import { createParameters, type Parameters } from './parameters.ts'
import type { ScopedSql } from './scoped-sql.ts'

/** A list that each of many parents has, read for all of them by one statement. */
export type NestedList<Filter, Row> = {
  readonly name: string
  /** The table whose rows the list has. */
  readonly table: string
  readonly columns: Columns<Row>
  /** What follows `from`, where `table` is in it; `parent` stands for the parent's id. */
  readonly source: (parent: string, parameters: Parameters, scoped: ScopedSql) => string
  readonly filter: (filter: Filter, parameters: Parameters) => { readonly name: string; readonly condition: string }
  readonly order: ListOrder
  /** The id to seek by, where it is another column than the one ordered by, equal to it. */
  readonly seekId?: string
}

/** A page of a list as one value in the select list of a statement that reads the parents. */
export type NestedColumn<Row> = {
  readonly name: string
  readonly text: string
  readonly read: (value: unknown) => Page<Row>
}

export function nestedColumn<Filter, Row>(
  list: NestedList<Filter, Row>,
  { filter, page, fields }: Omit<ListPageRequest<Filter, Row>, 'rendering'>,
  parent: string,
  parameters: Parameters,
  scoped: ScopedSql,
): NestedColumn<Row> {
  const columns = list.columns.only(fields)
  const source = list.source(parent, parameters, scoped)
  const kept = list.filter(filter, parameters)
  const seekOrder = { ...list.order, id: list.seekId ?? list.order.id }
  const seek = keyset(seekOrder, page, parameters)
  return {
    name: `${list.name}${kept.name}${seek.name}${columns.name}`,
    // What is aggregated comes in the order of the query below, as nothing is joined to it.
    text: `(
      select coalesce(json_agg(${columns.json}), '[]')
      from (
        select ${list.table}.* from ${source}${kept.condition}${seek.condition}
        order by ${readingOrder(seekOrder, page)} limit ${seek.limit}
      ) ${list.table}
    )`,
    read: (value) => toPage((value as readonly (readonly unknown[])[]).map(columns.parse), page),
  }
}

/** One page for each parent. A parent without rows has an empty page. */
export async function readNestedPages<Filter, Row>(
  scoped: ScopedSql,
  list: NestedList<Filter, Row>,
  parentIds: readonly string[],
  asked: ListPageRequest<Filter, Row>,
): Promise<readonly Page<Row>[]> {
  const parameters = createParameters()
  const parents = parameters.bind(parentIds)
  const { name, text, read } = nestedColumn(list, asked, 'parent.id', parameters, scoped)
  const rows = await scoped.sql<{ parentId: string; rows: unknown }>(
    { name, text: `select parent.id as "parentId", ${text} as rows from unnest(${parents}::bigint[]) as parent (id)` },
    parameters.values,
  )
  const byParent = new Map(rows.map((row) => [row.parentId, row.rows]))
  return parentIds.map((id) => read(byParent.get(id) ?? []))
}

/** How many rows each parent's list has. */
export async function countNested<Filter>(
  scoped: ScopedSql,
  list: NestedList<Filter, never>,
  parentIds: readonly string[],
  filter: Filter,
): Promise<readonly number[]> {
  const parameters = createParameters()
  const parents = parameters.bind(parentIds)
  const source = list.source('parent.id', parameters, scoped)
  const kept = list.filter(filter, parameters)
  const text = `
    select parent.id as "parentId", counted.count
    from unnest(${parents}::bigint[]) as parent (id) cross join lateral (
      select count(*)::int from ${source}${kept.condition}
    ) counted`
  const rows = await scoped.sql<{ parentId: string; count: number }>(
    { name: `${list.name}${kept.name}_count`, text, slow: true },
    parameters.values,
  )
  const byParent = new Map(rows.map(({ parentId, count }) => [parentId, count]))
  return parentIds.map((id) => byParent.get(id) ?? 0)
}
