import { type RowAsked, selectRow } from '../rendered/selection.ts'
import type { Columns } from './columns.ts'
import { createParameters } from './parameters.ts'
import type { ScopedSql } from './scoped-sql.ts'

/** Rows of the viewer's accounts, in any order. */
export function findByIds<Row>(
  scoped: ScopedSql,
  columns: Columns<Row>,
  name: string,
  ids: readonly string[],
  asked: RowAsked<Row>,
): Promise<readonly Row[]> {
  const parameters = createParameters()
  const selected = selectRow(columns, asked, parameters, scoped)
  const [wanted, accounts] = [ids, scoped.accountIds].map(parameters.bind)
  const text = `
    select ${selected.list} from ${columns.table}
    where ${columns.table}.id = any (${wanted}::bigint[]) and ${columns.table}.account_id = any (${accounts}::int[])`
  return scoped.sql<Row>({ name: `${name}${selected.name}`, text }, parameters.values)
}

/** The same by the ids that upstream gives, which are unique in an account. */
export function findByUnipileIds<Row>(
  scoped: ScopedSql,
  columns: Columns<Row>,
  name: string,
  unipileIds: readonly string[],
  asked: RowAsked<Row>,
): Promise<readonly Row[]> {
  const parameters = createParameters()
  const selected = selectRow(columns, asked, parameters, scoped)
  const [wanted, accounts] = [unipileIds, scoped.accountIds].map(parameters.bind)
  const text = `
    select ${selected.list} from ${columns.table}
    where ${columns.table}.account_id = any (${accounts}::int[])
      and ${columns.table}.unipile_id = any (${wanted}::text[])`
  return scoped.sql<Row>({ name: `${name}${selected.name}`, text }, parameters.values)
}
