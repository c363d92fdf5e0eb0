import type { Checkpoint, SyncStream } from '../domain/sync.ts'
import type { IngestedAccount } from '../store/ingest/accounts.ts'
import type { Database } from '../store/sql.ts'
import type { Upstream } from '../upstream/index.ts'

/** Told about every page that was taken in, and every change of state. */
export type SyncProgress = {
  readonly account: IngestedAccount
  readonly checkpoint: Checkpoint
  /** Rows of this page that could not be read and were left out. */
  readonly broken: number
}

export type SyncContext = {
  readonly workspaceId: number
  readonly upstream: Upstream
  readonly database: Database
  readonly now: () => Date
  /** How many of an account's messages to read at most, the latest first. */
  readonly messagesPerAccount: number
  readonly onProgress: (progress: SyncProgress) => void
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
