import type { Feed } from '../live/feed.ts'
import type { SharedViews } from './shared-views.ts'
import type { SyncWatch } from './sync-watch.ts'

/** What the process has for those who want to know of things as they happen. */
export type LiveService = {
  readonly feed: Pick<Feed, 'end' | 'follow' | 'upcoming'>
  /** What those who are told of a change see, read once for all of them. */
  readonly views: SharedViews
  readonly syncs: Pick<SyncWatch, 'follow'>
  /** Has an account read as soon as possible; `isWhole` compares its lists whole. */
  readonly requestReading: (accountId: number, isWhole: boolean) => Promise<void>
}
