import { type Page, type PageRequest, toPage, wholePage } from '../../domain/page.ts'
import type { Rendered, RowsAsked, Shape } from '../../domain/shape.ts'
import type { Columns } from '../read/columns.ts'
import { type ListOrder, readingOrder } from '../read/keyset.ts'
import type { Parameters } from '../read/parameters.ts'
import type { ScopedSql } from '../read/scoped-sql.ts'
import { type RenderedRow, renderedRow } from './index.ts'
import { accountIds } from './nested.ts'

/** What is read of a row that is found by a key. */
export type RowAsked<Row> = { readonly fields: readonly (keyof Row)[] | null; readonly shape: Shape | null }

export const wholeRow = { fields: null, shape: null }

/** The select list of a statement that reads rows. Has to come before anything else binds parameters of it. */
export function selectRow<Row>(
  columns: Columns<Row>,
  { fields, shape }: RowAsked<Row>,
  parameters: Parameters,
  scoped: ScopedSql,
): { readonly name: string; readonly list: string } {
  const { name, select } = columns.only(fields)
  if (!shape) return { name, list: select }
  const rendered = rowIn(shape, parameters, scoped)
  return { name: `${name}~${rendered.name}`, list: `${select}, ${rendered.sql} as rendered` }
}

/** What follows `from` and gives the rows of a page, under the name of their table. */
export type Source = {
  readonly sql: string
  /** Whether it gives them in the order in which the page is read: what is aggregated then comes in that order. */
  readonly isOrdered: boolean
}

/** What a statement selects of the rows of a page, and how that is read. */
export type Selection<Row> = {
  /** Tells it apart from other selections, in the names of statements. */
  readonly name: string
  /** Whether it sees a row more than the page has, to tell whether there is any. */
  readonly looksFurther: boolean
  /** More columns begin with a comma. */
  readonly from: (source: Source, order: ListOrder, page: PageRequest, more?: string) => string
  readonly read: (found: readonly Row[], page: PageRequest) => Page<Row>
}

/** Has to come before anything else binds parameters of the statement. */
export function selectRows<Row>(
  columns: Columns<Row>,
  { fields, rendering }: RowsAsked<Row>,
  parameters: Parameters,
  scoped: ScopedSql,
): Selection<Row> {
  if (rendering?.isWhole) {
    const { name, sql: row } = rowIn(rendering.shape, parameters, scoped)
    const { table } = columns
    return {
      name: `~~${name}`,
      looksFurther: false,
      from: ({ sql, isOrdered }, order, { fromEnd }) => {
        const inOrder = `(
          select ${table}.* from ${sql} order by ${readingOrder(order, { fromEnd: false })}
        ) ${table}`
        const rows = isOrdered && !fromEnd ? sql : inOrder
        return `select '[' || coalesce((select string_agg(${row}, ',') from ${rows}), '') || ']' as rendered`
      },
      read: ([list]) => wholePage((list as Rendered | undefined)?.rendered ?? '[]'),
    }
  }
  const { name, list } = selectRow(columns, { fields, shape: rendering?.shape ?? null }, parameters, scoped)
  return {
    name,
    looksFurther: true,
    from: ({ sql }, order, page, more = '') =>
      `select ${list}${more} from ${sql} order by ${readingOrder(order, page)}`,
    read: toPage,
  }
}

function rowIn(shape: Shape, parameters: Parameters, scoped: ScopedSql): RenderedRow {
  const rendered = renderedRow(shape)
  if (!rendered) throw new Error(`Rows of ${shape.type} can't be read in the shape asked for`)
  if (rendered.usesAccounts && parameters.bind(scoped.accountIds) !== accountIds) {
    throw new Error('The viewer’s accounts have to be the first parameter')
  }
  return rendered
}
