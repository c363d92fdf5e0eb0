import { LazyLoader } from './lazy-loader.ts'

/** Loads one row for a key, all keys of a tick with one statement; null when there is none. */
export function createRowLoader<Key, Row>(
  name: string,
  find: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => NoInfer<Key>,
  textOf: (key: Key) => string = String,
): LazyLoader<Key, Row | null, string> {
  return new LazyLoader(
    async (keys) => {
      const found = new Map((await find(keys)).map((row) => [textOf(keyOf(row)), row]))
      return keys.map((key) => found.get(textOf(key)) ?? null)
    },
    { name, cacheKeyFn: textOf },
  )
}

/** Loads all rows for a key, all keys of a tick with one statement; an empty list when there are none. */
export function createRowsLoader<Row>(
  name: string,
  find: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): LazyLoader<string, readonly Row[]> {
  return new LazyLoader(
    async (keys) => {
      const found = Map.groupBy(await find(keys), keyOf)
      return keys.map((key) => found.get(key) ?? [])
    },
    { name },
  )
}
