import { setTimeout as sleep } from 'node:timers/promises'
import { accountSync } from '../domain/account-sync.ts'
import { followed } from '../live/followed.ts'
import type { Sql } from '../store/sql.ts'
import { createLoaders } from './index.ts'
import type { View } from './shared-views.ts'
import type { Viewers } from './viewers.ts'

export type SyncWatchOptions = {
  readonly sql: Sql
  readonly viewers: Viewers
  /** Calls back when a sync may have come further, until the result is called. */
  readonly listen: (onTold: () => void) => () => void
  /** Looks no more often than this. */
  readonly pauseMs?: number
  /** Looks at least this often, as words can be lost. */
  readonly pollMs?: number
}

/** An account whose sync or status is different, and a view that shows it. */
export type SyncNews = { readonly accountId: number; readonly view: View }

/** How the accounts of a workspace are getting on, looked at once for all who follow. */
export type SyncWatch = Disposable & {
  /** An account, or all when null, as it is now, then again each time it is different. */
  readonly follow: (accountId: number | null) => AsyncIterableIterator<SyncNews>
  readonly followers: () => number
}

/** That time passes makes nothing different. */
const noTime = new Date(0)

type Seen = { readonly text: string; readonly version: number }

export function createSyncWatch(options: SyncWatchOptions): SyncWatch {
  const { sql, viewers, listen, pauseMs = 200, pollMs = 2_000 } = options
  const waiting = new Set<() => void>()
  const seen = new Map<number, Seen>()
  let view: View | null = null
  let version = 0
  let followers = 0
  let looksBegun = 0
  let lastLook = 0
  let isLooking = false
  let isStale = false
  let stop = () => {}

  async function look(): Promise<void> {
    looksBegun += 1
    const number = looksBegun
    const viewer = await viewers.find(sql)
    const taken = { viewer, loaders: createLoaders({ sql, viewer }) }
    const states = viewer.accounts.map(async ({ id, status }) => {
      const sync = await taken.loaders.accountSync.load(id)
      return { id, text: JSON.stringify([status, accountSync(sync?.streams ?? [], sync?.reading ?? null, noTime)]) }
    })
    for (const { id, text } of await Promise.all(states)) {
      if (seen.get(id)?.text === text) continue
      version += 1
      seen.set(id, { text, version })
    }
    view = taken
    lastLook = number
    for (const resume of waiting) resume()
  }

  async function lookOn(): Promise<void> {
    isLooking = true
    while (isStale && followers > 0) {
      isStale = false
      // While the database is away there is nothing to tell; the next look finds what this one could not.
      await look().catch(() => {})
      await sleep(pauseMs, undefined, { ref: false })
    }
    isLooking = false
  }

  function refresh(): void {
    isStale = true
    if (!isLooking) void lookOn()
  }

  function start(): void {
    const ignore = listen(refresh)
    const timer = setInterval(refresh, pollMs).unref()
    stop = () => {
      ignore()
      clearInterval(timer)
    }
  }

  return {
    followers: () => followers,
    follow(accountId) {
      followers += 1
      if (followers === 1) start()
      // What was seen before may be old: a follower begins with a look that began after it came.
      const looksBefore = looksBegun
      const told = new Map<number, number>()
      refresh()
      return followed<SyncNews>({
        waiting,
        async next() {
          if (!view || lastLook <= looksBefore) return null
          for (const { id } of view.viewer.accounts) {
            const now = seen.get(id)?.version ?? 0
            if ((accountId !== null && id !== accountId) || told.get(id) === now) continue
            told.set(id, now)
            return { accountId: id, view }
          }
          return null
        },
        onEnd() {
          followers -= 1
          if (followers === 0) stop()
        },
      })
    },
    [Symbol.dispose]: () => stop(),
  }
}
