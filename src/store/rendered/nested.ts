import { defaultPageSize } from '../../domain/page.ts'
import { readingOrder } from '../read/keyset.ts'
import type { NestedList } from '../read/nested-list.ts'
import type { Parameters } from '../read/parameters.ts'
import type { ScopedSql } from '../read/scoped-sql.ts'
import { type JsonText, listOf, sqlOf } from './json-text.ts'
import { type RenderField, render } from './render.ts'

/** Stands for the ids of the viewer's accounts in all statements that have need of them. */
export const accountIds = '$1'

const viewers: ScopedSql = { sql: async () => [], workspaceId: Number.NaN, accountIds: [] }

/** What is bound here is the same whoever asks, so that expressions are: the viewer's accounts, and words of filters. */
const fixed: Parameters = {
  values: [],
  bind(value) {
    if (value === viewers.accountIds) return accountIds
    if (typeof value === 'string' && /^\w+$/.test(value)) return `'${value}'`
    throw new Error('Lists below a row that is put together have no such parameters')
  },
}

/** The first rows of a list below the row `parent`, as a connection of which nothing but the nodes is asked. */
export function nestedNodes<Filter, Row>(list: NestedList<Filter, Row>, filter: Filter, parent: string): RenderField {
  return ({ first, below: [connection] }, scope) => {
    return render(connection, scope, ({ name, below: [shape] }) => {
      const row = name === 'nodes' ? render(shape, scope) : null
      if (row === null) return null
      const { condition } = list.filter(filter, fixed)
      const order = { ...list.order, id: list.seekId ?? list.order.id }
      return listOf(
        row,
        `(
          select ${columnsIn(row, list.table)} from ${list.source(parent, fixed, viewers)}${condition}
          order by ${readingOrder(order, { fromEnd: false })} limit ${first ?? defaultPageSize}
        ) ${list.table}`,
      )
    })
  }
}

/** The columns of a table that an expression names: all of them would be carried through the limit, row by row. */
function columnsIn(row: JsonText, table: string): string {
  const names = sqlOf(row).matchAll(new RegExp(`\\b${table}\\.\\w+`, 'g'))
  return [...new Set(Array.from(names, ([name]) => name))].join(', ')
}
