import type { RequestContext } from './request-context.ts'

/** The ids of accounts whose sync has come further, the account asked for or any of the viewer's, each first as it is. */
export function watchSync(context: RequestContext, accountId: number | null): AsyncIterableIterator<number> {
  const news = context.live.syncs.follow(accountId)
  return {
    async next() {
      const { value, done } = await news.next()
      if (done) return { value: undefined, done: true }
      context.see(value.view)
      return { value: value.accountId, done: false }
    },
    async return() {
      await news.return?.()
      return { value: undefined, done: true }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
