import { type Identified, IdentitiesChangedError } from '../store/ingest/identified.ts'
import type { Sql } from '../store/sql.ts'
import type { SyncContext } from './context.ts'
import { createGathered, type Gathered } from './gathered.ts'

export type PeopleSteps<Item> = {
  /** The first transaction: takes in who items speak of. */
  readonly identify: (sql: Sql, items: readonly Item[], observedAt: string) => Promise<Identified>
  /** The second: whatever else they say, and how far the reading came. Without `identified`, who they speak of too. */
  readonly write: (
    sql: Sql,
    items: readonly Item[],
    observedAt: string,
    identified: Identified | null,
  ) => Promise<unknown>
  /** After both. */
  readonly written: (items: readonly Item[]) => Promise<void>
}

type Batch<Item> = { readonly items: readonly Item[]; readonly observedAt: string; readonly identified: Identified }

/**
 * Gathers items that speak of people, and writes them in two steps: while what one batch says is written, it is found
 * out who the next one speaks of, and a third may wait between the two.
 */
export function createGatheredPeople<Item>(
  { database, now }: Pick<SyncContext, 'database' | 'now'>,
  { identify, write, written }: PeopleSteps<Item>,
  { rowsOf, most }: { readonly rowsOf: (item: Item) => number; readonly most: number },
): Gathered<Item> {
  async function writeBatch({ items, observedAt, identified }: Batch<Item>): Promise<void> {
    try {
      await database.transaction((sql) => write(sql, items, observedAt, identified))
    } catch (error) {
      if (!(error instanceof IdentitiesChangedError)) throw error
      await database.transaction((sql) => write(sql, items, observedAt, null))
    }
    await written(items)
  }

  const second = createGathered<Batch<Item>>({
    write: async (batches) => {
      for (const batch of batches) await writeBatch(batch)
    },
    rowsOf: () => 1,
    most: 1,
  })
  const first = createGathered<Item>({
    write: async (items) => {
      const observedAt = now().toISOString()
      const identified = await database.transaction((sql) => identify(sql, items, observedAt))
      await second.add({ items, observedAt, identified })
    },
    rowsOf,
    most,
  })
  return {
    add: (item) => first.add(item),
    async settled() {
      // Whatever failed, what is being written is waited for; the second gets nothing more once the first has ended.
      await Promise.allSettled([first.settled()])
      await Promise.allSettled([second.settled()])
      await Promise.all([first.settled(), second.settled()])
    },
  }
}
