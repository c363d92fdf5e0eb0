import type { Database } from '../store/sql.ts'
import type { Bus } from './bus.ts'

/** The same database, with a word to whoever listens after each transaction: it may have added to the change log. */
export function announced<Target extends Pick<Database, 'transaction'>>(
  database: Target,
  bus: Pick<Bus, 'tell'>,
): Target {
  return {
    ...database,
    async transaction(work) {
      const result = await database.transaction(work)
      bus.tell('CHANGES')
      return result
    },
  }
}
