import type { Change } from '../domain/change.ts'

/** Why a subscription ends before its client wants it to. */
export type Failed = { readonly failed: unknown }

/**
 * The changes of a feed that a subscriber wants, each after `renew`: what was loaded for the one before is forgotten.
 * A failure is the last item, as an iterator that rejects would break the connection off without a word. `return` takes
 * effect at once, as it does for the feed itself.
 */
export function selected<Item>(
  changes: AsyncIterableIterator<Change>,
  { select, renew }: { select: (change: Change) => Promise<Item | null>; renew: (change: Change) => Promise<void> },
): AsyncIterableIterator<Item | Failed> {
  let hasFailed = false

  async function nextItem(): Promise<IteratorResult<Item>> {
    for (;;) {
      const { value, done } = await changes.next()
      if (done) return { value: undefined, done: true }
      const item = await select(value)
      if (item === null) continue
      await renew(value)
      return { value: item, done: false }
    }
  }

  return {
    async next() {
      if (hasFailed) return { value: undefined, done: true }
      try {
        return await nextItem()
      } catch (failed) {
        hasFailed = true
        await changes.return?.()
        return { value: { failed }, done: false }
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
