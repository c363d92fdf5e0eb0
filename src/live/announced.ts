import type { Database } from '../store/sql.ts'
import type { Bus } from './bus.ts'

/** The same database, with a word to whoever listens after each transaction that has added to the change log. */
export function announced<Target extends Pick<Database, 'transaction'>>(
  database: Target,
  bus: Pick<Bus, 'tell'>,
): Target {
  return {
    ...database,
    async transaction(work) {
      let hasLogged = false
      const result = await database.transaction((sql) =>
        work((statement, parameters) => {
          hasLogged ||= statement.logs ?? false
          return sql(statement, parameters)
        }),
      )
      if (hasLogged) bus.tell('CHANGES')
      return result
    },
  }
}
