import type { Checkpoint, SyncStream } from '../domain/sync.ts'
import type { IngestedAccount } from '../store/ingest/accounts.ts'
import type { Database } from '../store/sql.ts'
import type { Upstream } from '../upstream/index.ts'

/** Told of pages that were taken in together, and of every change of state. */
export type SyncProgress = {
  readonly account: IngestedAccount
  readonly checkpoint: Checkpoint
}

/** Rows of a list that could not be read and were left out. */
export type LeftOut = {
  /** Null for the list of accounts. */
  readonly account: IngestedAccount | null
  readonly stream: SyncStream
  readonly rows: number
}

/** What went wrong with one stream; the others of the account were read all the same. */
export type StreamFailure = { readonly account: IngestedAccount; readonly stream: SyncStream; readonly error: Error }

/** The first syncs under way in this process, so that nobody reads an account's past that is being read. */
export type FirstSyncs = {
  /** Reads what is unread of an account's past, as `backfillAccount` does, or joins who does so already. */
  readonly read: (context: SyncContext, account: IngestedAccount) => Promise<readonly StreamFailure[]>
}

/** How many rows are written in one transaction, about: more would only make others wait. */
export const rowsAtOnce = 2_000

export type SyncContext = {
  readonly workspaceId: number
  readonly upstream: Upstream
  readonly database: Database
  readonly firstSyncs: FirstSyncs
  readonly now: () => Date
  /** How many of an account's messages to read at most, the latest first. */
  readonly messagesPerAccount: number
  readonly onProgress: (progress: SyncProgress) => void
  readonly onLeftOut: (leftOut: LeftOut) => void
  readonly signal: AbortSignal
}

/** The checkpoint of a stream that nobody has begun to read. */
export function unreadCheckpoint(stream: SyncStream): Checkpoint {
  return {
    stream,
    state: 'WAITING',
    cursor: null,
    rows: 0,
    requests: 0,
    startedAt: null,
    finishedAt: null,
    lastError: null,
  }
}
