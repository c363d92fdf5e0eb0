import DataLoader from 'dataloader'
import type { Page, PageRequest } from '../domain/page.ts'
import { countNested, type NestedList, readNestedPages } from '../store/read/nested-list.ts'
import type { ScopedSql } from '../store/read/scoped-sql.ts'

/** A list below a parent, by page. Parents that are asked for the same page share one statement. */
export type NestedListLoader<Filter, Row> = {
  page(parentId: string, filter: Filter, page: PageRequest): Promise<Page<Row>>
  /** How many rows the whole list has. */
  count(parentId: string, filter: Filter): Promise<number>
}

type Key<Asked> = { readonly parentId: string; readonly asked: Asked }

export function createNestedListLoader<Filter, Row>(
  scoped: ScopedSql,
  list: NestedList<Filter>,
): NestedListLoader<Filter, Row> {
  const pages = createGroupedLoader(list.name, (parentIds, asked: { filter: Filter; page: PageRequest }) =>
    readNestedPages<Filter, Row>(scoped, list, parentIds, asked),
  )
  const counts = createGroupedLoader(`${list.name}_count`, (parentIds, filter: Filter) =>
    countNested(scoped, list, parentIds, filter),
  )
  return {
    page: (parentId, filter, page) => pages.load({ parentId, asked: { filter, page } }),
    count: (parentId, filter) => counts.load({ parentId, asked: filter }),
  }
}

function createGroupedLoader<Asked, Answer>(
  name: string,
  read: (parentIds: readonly string[], asked: Asked) => Promise<readonly Answer[]>,
): DataLoader<Key<Asked>, Answer, string> {
  return new DataLoader(
    async (keys) => {
      const answers = new Map<Key<Asked>, Answer>()
      const groups = Map.groupBy(keys, ({ asked }) => JSON.stringify(asked))
      await Promise.all(
        groups.values().map(async (group) => {
          const [{ asked }] = group as [Key<Asked>]
          const found = await read(
            group.map(({ parentId }) => parentId),
            asked,
          )
          group.forEach((key, index) => {
            const answer = found[index]
            if (answer !== undefined) answers.set(key, answer)
          })
        }),
      )
      return keys.map((key) => answers.get(key) ?? new Error(`${name} gave no answer for ${key.parentId}`))
    },
    { name, cacheKeyFn: JSON.stringify },
  )
}
