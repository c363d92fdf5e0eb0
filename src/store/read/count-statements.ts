import type { Sql } from '../sql.ts'

/** The same `sql`, and how many statements have gone through it. */
export function countStatements(sql: Sql): { readonly sql: Sql; count(): number } {
  let statements = 0
  return {
    sql: (statement, parameters) => {
      statements += 1
      return sql(statement, parameters)
    },
    count: () => statements,
  }
}
