import type { Store } from '../../src/store/open.ts'
import type { Sql } from '../../src/store/sql.ts'

/** Does work in a transaction of its own that waits for no lock longer than half a second: `lock timeout` then. */
export function impatiently(store: Store, work: (sql: Sql) => Promise<unknown>): Promise<void> {
  return store.transaction(async (sql) => {
    await sql({ name: 'test_impatient', text: `set local lock_timeout = '500ms'` })
    await work(sql)
  })
}
