import type { Store } from '../../src/store/open.ts'
import type { Sql, Statement } from '../../src/store/sql.ts'

export type RecordedStatement = Statement & { readonly parameters: readonly unknown[] }

/**
 * The same store, which keeps every statement that goes through it, by name, with the parameters it had first. Throws when
 * a name is too long for PostgreSQL, or stands for two statements.
 */
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
      const known = statements.get(statement.name)
      if (known && known.text !== statement.text) throw new Error(`Two statements are named ${statement.name}`)
      if (statement.name.length > 63) throw new Error(`PostgreSQL cuts the name ${statement.name}`)
      if (!known) statements.set(statement.name, { ...statement, parameters })
      return sql(statement, parameters)
    }
  }
}
