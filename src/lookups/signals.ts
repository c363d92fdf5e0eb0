/** Wakes those in this process who wait for a change of something. */
export function createSignals() {
  const listeners = new Map<string, Set<() => void>>()
  return {
    tell(key: string): void {
      for (const wake of listeners.get(key) ?? []) wake()
    },
    /** `told` resolves at the first change after this call. Disposing stops listening. */
    listen(key: string): Disposable & { readonly told: Promise<void> } {
      const { promise, resolve } = Promise.withResolvers<void>()
      const others = listeners.get(key) ?? new Set()
      listeners.set(key, others.add(resolve))
      return {
        told: promise,
        [Symbol.dispose]() {
          others.delete(resolve)
          if (others.size === 0) listeners.delete(key)
        },
      }
    },
  }
}
