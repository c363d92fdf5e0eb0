import { type Page, type PageRequest, toPage, wholePage } from '../../domain/page.ts'
import type { Rendered, RowsAsked } from '../../domain/shape.ts'
import type { Columns } from '../read/columns.ts'
import { type ListOrder, readingOrder } from '../read/keyset.ts'
import type { Parameters } from '../read/parameters.ts'
import type { ScopedSql } from '../read/scoped-sql.ts'
import { renderedRow } from './index.ts'
import { listOf, sqlOf } from './json-text.ts'
import { accountIds } from './nested.ts'

/** What a statement selects of the rows of a page, and how that is read. */
export type Selection<Row> = {
  /** Tells it apart from other selections, in the names of statements. */
  readonly name: string
  /** Whether it sees a row more than the page has, to tell whether there is any. */
  readonly looksFurther: boolean
  /** Of `source`, which gives the rows under the name of their table and in any order. More columns begin with a comma. */
  readonly from: (source: string, order: ListOrder, page: PageRequest, more?: string) => string
  readonly read: (found: readonly Row[], page: PageRequest) => Page<Row>
}

/** Has to come before anything else binds parameters of the statement. */
export function selectRows<Row>(
  columns: Columns<Row>,
  { fields, rendering }: RowsAsked<Row>,
  parameters: Parameters,
  scoped: ScopedSql,
): Selection<Row> {
  const { name, select, table } = columns.only(fields)
  const rendered = rendering && renderedRow(rendering.shape)
  if (rendering && !rendered) throw new Error(`Rows of ${rendering.shape.type} can't be read in the shape asked for`)
  if (rendered?.usesAccounts && parameters.bind(scoped.accountIds) !== accountIds) {
    throw new Error('The viewer’s accounts have to be the first parameter')
  }
  if (rendered && rendering.isWhole) {
    return {
      name: `~~${rendered.name}`,
      looksFurther: false,
      from: (source, order) => {
        const inOrder = `(
          select ${table}.* from ${source} order by ${readingOrder(order, { fromEnd: false })}
        ) ${table}`
        return `select ${sqlOf(listOf(rendered.json, inOrder))} as rendered`
      },
      read: ([list]) => wholePage((list as Rendered | undefined)?.rendered ?? '[]'),
    }
  }
  const all = rendered ? `${select}, ${sqlOf(rendered.json)} as rendered` : select
  return {
    name: rendered ? `${name}~${rendered.name}` : name,
    looksFurther: true,
    from: (source, order, page, more = '') =>
      `select ${all}${more} from ${source} order by ${readingOrder(order, page)}`,
    read: toPage,
  }
}
