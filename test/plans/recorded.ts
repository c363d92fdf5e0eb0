import type { Store } from '../../src/store/open.ts'
import type { Sql, Statement } from '../../src/store/sql.ts'

export type RecordedStatement = Statement & { readonly parameters: readonly unknown[] }

/** The same store, which keeps every statement that goes through it, by name, with the parameters it had first. */
export function recorded(store: Store): { readonly store: Store; readonly statements: Map<string, RecordedStatement> } {
  const statements = new Map<string, RecordedStatement>()
  return {
    statements,
    store: {
      ...store,
      sql: recording(store.sql),
      read: recording(store.read),
    },
  }

  function recording(sql: Sql): Sql {
    return (statement, parameters = []) => {
      if (!statements.has(statement.name)) statements.set(statement.name, { ...statement, parameters })
      return sql(statement, parameters)
    }
  }
}
