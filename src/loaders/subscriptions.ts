import type { Change } from '../domain/change.ts'

/**
 * The changes of a feed that a subscriber wants, each after `renew`: what was loaded for the one before is forgotten.
 * `return` takes effect at once, as it does for the feed itself.
 */
export function selected<Item>(
  changes: AsyncIterableIterator<Change>,
  { select, renew }: { select: (change: Change) => Promise<Item | null>; renew: (change: Change) => Promise<void> },
): AsyncIterableIterator<Item> {
  return {
    async next() {
      for (;;) {
        const { value, done } = await changes.next()
        if (done) return { value: undefined, done: true }
        const item = await select(value)
        if (item === null) continue
        await renew(value)
        return { value: item, done: false }
      }
    },
    async return() {
      await changes.return?.()
      return { value: undefined, done: true }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

/** One item and then nothing more. */
export async function* only<Item>(item: Item): AsyncGenerator<Item> {
  yield item
}
