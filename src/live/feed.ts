import type { Change } from '../domain/change.ts'
import { SubscriberTooSlowError } from '../domain/errors.ts'
import { findChangeLogEnd, findChangesAfter } from '../store/changes/read-changes.ts'
import type { Sql } from '../store/sql.ts'
import type { Bus } from './bus.ts'
import { followed } from './followed.ts'
import { openTail, pageSize, type Tail } from './tail.ts'

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
  /** The last change that was read for those who follow now; 0 before there is any. */
  readonly latest: () => number
  /** All changes after a place, and then each as it comes. Rejects with SubscriberTooSlowError when it falls behind. */
  readonly follow: (after: number) => AsyncIterableIterator<Change>
  /** Of the changes in memory, at most so many that come after a place: what its followers are given next. */
  readonly upcoming: (after: number, most: number) => readonly Change[]
  readonly followers: () => number
}

export function createFeed(options: FeedOptions): Feed {
  const { sql, workspaceId, bus, kept = 2_000, longestLag = 5_000, pollMs = 2_000 } = options
  const waiting = new Set<() => void>()
  let followers = 0
  // While somebody follows.
  let tail: Tail | null = null

  function onMore(): void {
    for (const resume of waiting) resume()
  }

  function leave(): void {
    followers -= 1
    if (followers === 0) close()
  }

  function close(): void {
    tail?.[Symbol.dispose]()
    tail = null
  }

  function follow(from: number): AsyncIterableIterator<Change> {
    followers += 1
    tail ??= openTail({ sql, workspaceId, bus, kept, pollMs, onMore })
    const following = tail
    let place = from
    let hasCaughtUp = false
    let page: readonly Change[] = []
    let at = 0
    return followed<Change>({
      waiting,
      async next() {
        await following.begun()
        if (hasCaughtUp && following.end() - place > longestLag)
          throw new SubscriberTooSlowError(`is more than ${longestLag} changes behind`)
        if (at === page.length) {
          page =
            following.after(place, kept) ??
            (await findChangesAfter(sql, { workspaceId, sequence: place, limit: pageSize }))
          at = 0
        }
        const change = page[at]
        hasCaughtUp ||= change === undefined
        if (!change) return null
        at += 1
        place = change.sequence
        return change
      },
      onEnd: leave,
    })
  }

  return {
    end: () => findChangeLogEnd(sql, workspaceId),
    latest: () => tail?.end() ?? 0,
    followers: () => followers,
    upcoming: (place, most) => tail?.after(place, most) ?? [],
    follow,
    [Symbol.dispose]: close,
  }
}
