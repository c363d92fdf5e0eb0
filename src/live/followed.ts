export type FollowedOptions<Item> = {
  /** Where to leave the callback that ends a wait. */
  readonly waiting: Set<() => void>
  /** The next item; null when there is none yet. */
  readonly next: () => Promise<Item | null>
  readonly onEnd: () => void
}

/**
 * Items as they come. Unlike a generator's, its `return` takes effect at once, even while an item is awaited: a client
 * that goes away leaves nothing behind.
 */
export function followed<Item>({ waiting, next, onEnd }: FollowedOptions<Item>): AsyncIterableIterator<Item> {
  let hasEnded = false
  let resume = () => {}

  function end(): void {
    if (hasEnded) return
    hasEnded = true
    resume()
    onEnd()
  }

  return {
    async next() {
      try {
        while (!hasEnded) {
          const { promise, resolve } = Promise.withResolvers<void>()
          // Before looking, so that what comes while it looks is not missed.
          resume = resolve
          waiting.add(resolve)
          try {
            const item = await next()
            if (item !== null) return { value: item, done: false }
            if (!hasEnded) await promise
          } finally {
            waiting.delete(resolve)
          }
        }
      } catch (error) {
        end()
        throw error
      }
      return { value: undefined, done: true }
    },
    async return() {
      end()
      return { value: undefined, done: true }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
