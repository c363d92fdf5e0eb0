import type { Change } from '../domain/change.ts'
import { SubscriberTooSlowError } from '../domain/errors.ts'
import { findChangeLogEnd, findChangesAfter } from '../store/changes/read-changes.ts'
import type { Sql } from '../store/sql.ts'
import type { Bus } from './bus.ts'
import { followed } from './followed.ts'

export type FeedOptions = {
  readonly sql: Sql
  readonly workspaceId: number
  readonly bus: Pick<Bus, 'listen'>
  /** How many of the latest changes are kept in memory for all followers together. */
  readonly kept?: number
  /** How far a follower may fall behind after it had caught up. */
  readonly longestLag?: number
  readonly pollMs?: number
}

/**
 * A workspace's change log as it grows, read once for all followers. Followers have no buffers: each is a place in the
 * log, and reads from the latest changes in memory, or from the database what is older. So there is neither gap nor
 * repetition where the past ends and the present begins.
 */
export type Feed = Disposable & {
  /** The end of the log. */
  readonly end: () => Promise<number>
  /** The last change that was read for followers; 0 before there are any. */
  readonly latest: () => number
  /** All changes after a place, and then each as it comes. Rejects with SubscriberTooSlowError when it falls behind. */
  readonly follow: (after: number) => AsyncIterableIterator<Change>
  /** Of the changes in memory, at most so many that come after a place: what its followers are given next. */
  readonly upcoming: (after: number, most: number) => readonly Change[]
  readonly followers: () => number
}

const pageSize = 500

export function createFeed(options: FeedOptions): Feed {
  const { sql, workspaceId, bus, kept = 2_000, longestLag = 5_000, pollMs = 2_000 } = options
  const waiting = new Set<() => void>()
  let followers = 0
  let recent: Change[] = []
  let end = 0
  let reading: Promise<void> | null = null
  let isStale = true
  let stop = () => {}

  async function readOn(): Promise<void> {
    for (isStale = false; ; ) {
      const page = await findChangesAfter(sql, { workspaceId, sequence: end, limit: pageSize })
      if (page.length > 0) {
        recent = [...recent, ...page].slice(-kept)
        end = page.at(-1)?.sequence ?? end
        for (const resume of waiting) resume()
      }
      if (page.length < pageSize && !isStale) return
      isStale = false
    }
  }

  /** One reading at a time; a word that comes during one makes it look again. */
  function refresh(): Promise<void> {
    isStale = true
    reading ??= readOn().finally(() => {
      reading = null
    })
    return reading
  }

  async function start(): Promise<void> {
    if (followers === 1) {
      recent = []
      end = await findChangeLogEnd(sql, workspaceId)
      // Whoever is told can't help that the database is away; the next look finds what this one missed.
      const look = () => void refresh().catch(() => {})
      const ignore = bus.listen('CHANGES', look)
      const timer = setInterval(look, pollMs).unref()
      stop = () => {
        ignore()
        clearInterval(timer)
      }
    }
  }

  /** Null when some of what follows is in memory no longer. */
  function recentAfter(place: number, most = kept): readonly Change[] | null {
    const [oldest] = recent
    if (place >= end) return []
    if (!oldest || oldest.sequence > place + 1) return null
    const from = place + 1 - oldest.sequence
    return recent.slice(from, from + most)
  }

  async function after(place: number): Promise<readonly Change[]> {
    const found = recentAfter(place)
    if (found) return found
    return findChangesAfter(sql, { workspaceId, sequence: place, limit: pageSize })
  }

  let starting: Promise<void> = Promise.resolve()

  return {
    end: () => findChangeLogEnd(sql, workspaceId),
    latest: () => end,
    followers: () => followers,
    upcoming: (place, most) => recentAfter(place, most) ?? [],
    follow(from) {
      followers += 1
      if (followers === 1) starting = start()
      let place = from
      let hasCaughtUp = false
      let page: readonly Change[] = []
      let at = 0
      return followed<Change>({
        waiting,
        async next() {
          await starting
          if (hasCaughtUp && end - place > longestLag)
            throw new SubscriberTooSlowError(`is more than ${longestLag} changes behind`)
          if (at === page.length) {
            page = await after(place)
            at = 0
          }
          const change = page[at]
          hasCaughtUp ||= change === undefined
          if (!change) return null
          at += 1
          place = change.sequence
          return change
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
