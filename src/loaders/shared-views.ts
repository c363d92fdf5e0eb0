import type { Viewer } from '../domain/account.ts'
import type { Sql } from '../store/sql.ts'
import { createLoaders, type Loaders } from './index.ts'
import type { Viewers } from './viewers.ts'

/** A viewer, and loaders that see what there was when the view was taken, or later. */
export type View = { readonly viewer: Viewer; readonly loaders: Loaders }

export type SharedViews = {
  /** A view that shows this change and all before it. */
  readonly after: (sequence: number) => Promise<View>
}

export type SharedViewsOptions = {
  readonly sql: Sql
  readonly viewers: Viewers
  /** The latest change that is known to be in the log: a view taken now shows all up to it. */
  readonly latestChange: () => number
  readonly now?: () => number
}

/** What is no change of the log, such as an account's country, is seen this late at the most. */
const keptMs = 1_000

/**
 * One view for all subscribers of a workspace and all changes that came together, so that these cost one reading however
 * many subscribers there are. Whoever is told of an older change sees it as it is now.
 */
export function createSharedViews({ sql, viewers, latestChange, now = Date.now }: SharedViewsOptions): SharedViews {
  let latest: { readonly sequence: number; readonly takenAt: number; readonly view: Promise<View> } | null = null

  async function take(): Promise<View> {
    // The change may be of an account that is new, before anybody has told of it.
    viewers.forget()
    const viewer = await viewers.find(sql)
    return { viewer, loaders: createLoaders({ sql, viewer }) }
  }

  return {
    after(sequence) {
      if (latest && latest.sequence >= sequence && now() - latest.takenAt < keptMs) return latest.view
      const taken = { sequence: Math.max(sequence, latestChange()), takenAt: now(), view: take() }
      latest = taken
      taken.view.catch(() => {
        if (latest === taken) latest = null
      })
      return taken.view
    },
  }
}
