import type { Viewer } from '../domain/account.ts'
import type { Store } from '../store/open.ts'
import { countStatements } from '../store/read/count-statements.ts'
import type { Writes } from '../writes/index.ts'
import { type Changes, createChanges } from './changes.ts'
import { createLoaders, type Loaders } from './index.ts'
import type { LiveService } from './live.ts'
import { createRequestLookups, type LookupService, type RequestLookups } from './lookups.ts'
import type { View } from './shared-views.ts'
import type { Viewers } from './viewers.ts'

/** What a resolver may use. Made anew for each request. */
export type RequestContext = {
  viewer: Viewer
  loaders: Loaders
  readonly changes: Changes
  readonly lookups: RequestLookups
  readonly live: LiveService
  readonly writes: Writes
  /** For the administrative types alone. */
  readonly prisma: Store['prisma']
  readonly now: () => Date
  /** Whether lists are read with what is asked below them, and their rows with what is asked of them alone. */
  readonly readsAhead: boolean
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal
  /** Forgets what was loaded: a subscription answers many times with one context, and the world goes on meanwhile. */
  renew(): Promise<void>
  /** The same for whoever is told of a change of the log, shared with all who are told of it. */
  renewAfter(sequence: number): Promise<void>
  /** Shows what a view shows that others share. */
  see(view: View): void
  /**
   * How many statements of ours the request has asked for so far, also those answered from memory; neither Prisma's nor
   * those of lookups are among them.
   */
  sqlStatements(): number
}

export type RequestContextOptions = {
  readonly store: Store
  /** On whose behalf the request is. */
  readonly viewers: Viewers
  readonly lookups: LookupService
  readonly live: LiveService
  readonly writes: Writes
  /** How many users the operation may ask providers about. */
  readonly maxLookups: number
  readonly signal: AbortSignal
  readonly now?: () => Date
  readonly readsAhead?: boolean
}

export async function createRequestContext(options: RequestContextOptions): Promise<RequestContext> {
  const { store, viewers, lookups, live, writes, maxLookups, signal } = options
  const { now = () => new Date(), readsAhead = true } = options
  const { read, prisma } = store
  const counted = countStatements(read)
  const viewer = await viewers.find(counted.sql)
  return {
    viewer,
    loaders: createLoaders({ sql: counted.sql, viewer }),
    changes: createChanges({ transaction: store.transaction, viewers, viewer, now }),
    lookups: createRequestLookups({ service: lookups, viewer, maxLookups }),
    live,
    writes,
    prisma,
    now,
    readsAhead,
    signal,
    async renew(this: RequestContext) {
      this.viewer = await viewers.find(counted.sql)
      this.loaders = createLoaders({ sql: counted.sql, viewer: this.viewer })
    },
    async renewAfter(this: RequestContext, sequence) {
      this.see(await live.views.after(sequence))
    },
    see(this: RequestContext, view) {
      Object.assign(this, view)
    },
    sqlStatements: counted.count,
  }
}
