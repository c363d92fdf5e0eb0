import type { Database } from '../store/sql.ts'
import type { Upstream } from '../upstream/index.ts'

/** What writing needs of the rest of the gateway. */
export type WritesOptions = {
  readonly upstream: Upstream
  readonly database: Database
  readonly workspaceId: number
  readonly now: () => Date
  readonly pause: (milliseconds: number) => Promise<void>
  /** Told the account when nobody knows what became of a write of it. */
  readonly onUnknown: (accountId: number) => void
}
