import type { ListPageRequest, Page } from '../../domain/page.ts'
import { selectRows } from '../rendered/selection.ts'
import { keyset, readingOrder } from './keyset.ts'
import type { NestedList } from './nested-list.ts'
import { createParameters } from './parameters.ts'
import type { ScopedSql } from './scoped-sql.ts'

/** One page for each parent, whose rows are put together as the answer has them. */
export async function readRenderedPages<Filter, Row>(
  scoped: ScopedSql,
  list: NestedList<Filter, Row>,
  parentIds: readonly string[],
  { filter, page, ...rows }: ListPageRequest<Filter, Row>,
): Promise<readonly Page<Row>[]> {
  const parameters = createParameters()
  const selected = selectRows(list.columns, rows, parameters, scoped)
  const parents = parameters.bind(parentIds)
  const source = list.source('parent.id', parameters, scoped)
  const kept = list.filter(filter, parameters)
  const order = { ...list.order, id: list.seekId ?? list.order.id }
  const seek = keyset(order, page, parameters, selected.looksFurther)
  const found = `(
    select ${list.table}.* from ${source}${kept.condition}${seek.condition}
    order by ${readingOrder(order, page)} limit ${seek.limit}
  ) ${list.table}`
  const text = `
    select parent.id as "parentId", listed.*
    from unnest(${parents}::bigint[]) as parent (id)
    cross join lateral (${selected.from({ sql: found, isOrdered: true }, list.order, page)}) listed`
  const name = `${list.name}${kept.name}${seek.name}${selected.name}`
  const listed = await scoped.sql<Row & { readonly parentId: string }>({ name, text }, parameters.values)
  const byParent = Map.groupBy(listed, ({ parentId }) => parentId)
  return parentIds.map((id) => selected.read(byParent.get(id) ?? [], page))
}
