import { type BackfillResult, backfill, isWorthRetrying } from './backfill.ts'
import type { SyncContext } from './context.ts'
import { explain } from './explain.ts'

/** What the server tells about its sync: READING is under way, RESTING has read all it can, WAITING tries again soon. */
export type SyncStatus = {
  readonly state: 'READING' | 'RESTING' | 'WAITING'
  /** Why the last attempt did not come to its end; null when it did. */
  readonly problem: string | null
}

export type RunnerOptions = {
  readonly context: SyncContext
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** Told after each attempt; null when not even the account list could be read. */
  readonly onAttempt: (result: BackfillResult | null, error: unknown) => void
}

const shortestPauseMs = 5_000
const longestPauseMs = 300_000

/** Reads until everything that can be read is; then rests. A new attempt waits twice as long as the one before it. */
export function createSyncRunner({ context, pause, onAttempt }: RunnerOptions) {
  let status: SyncStatus = { state: 'READING', problem: null }

  async function attempt(): Promise<boolean> {
    status = { ...status, state: 'READING' }
    try {
      const result = await backfill(context, { retries: 0, pause })
      const failure = result.failures.find(isWorthRetrying)
      status = { state: failure ? 'WAITING' : 'RESTING', problem: failure?.error.message ?? null }
      onAttempt(result, null)
      return failure === undefined
    } catch (error) {
      if (context.signal.aborted) return true
      status = { state: 'WAITING', problem: explain(error) }
      onAttempt(null, error)
      return false
    }
  }

  return {
    status: (): SyncStatus => status,
    /** Resolves when everything is read, or when the context's signal is aborted. */
    async run(): Promise<void> {
      for (let pauseMs = shortestPauseMs; !(await attempt()); pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
        await pause(pauseMs * (0.75 + Math.random() / 2), context.signal).catch(() => {})
        if (context.signal.aborted) return
      }
    },
  }
}
