import { watched } from '../live/watched.ts'
import type { RequestContext } from './request-context.ts'

/** The ids of accounts whose sync has come further, the account asked for or any of the viewer's, each first as it is. */
export function watchSync(context: RequestContext, accountId: number | null): AsyncIterableIterator<number> {
  const told = new Map<number, string>()

  async function look(): Promise<readonly number[]> {
    await context.renew()
    const accounts = context.viewer.accounts.filter(({ id }) => accountId === null || id === accountId)
    const states = await Promise.all(
      accounts.map(
        async ({ id, status }) => [id, JSON.stringify([status, await context.loaders.accountSync(id)])] as const,
      ),
    )
    const changed = states.filter(([id, state]) => told.get(id) !== state)
    for (const [id, state] of changed) told.set(id, state)
    return changed.map(([id]) => id)
  }

  const changes = watched({
    look,
    listen: (onTold) => {
      const ignored = [context.live.bus.listen('SYNC', onTold), context.live.bus.listen('CHANGES', onTold)]
      return () => {
        for (const ignore of ignored) ignore()
      }
    },
  })
  let waiting: readonly number[] = []
  return {
    async next() {
      for (;;) {
        const [first, ...others] = waiting
        if (first !== undefined) {
          waiting = others
          return { value: first, done: false }
        }
        const { value, done } = await changes.next()
        if (done) return { value: undefined, done: true }
        waiting = value
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
