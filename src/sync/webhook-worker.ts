import type { IngestedAccount } from '../store/ingest/accounts.ts'
import {
  type ClaimedDelivery,
  claimDeliveries,
  nextDeliveryInMs,
  postponeDeliveries,
  settleDeliveries,
} from '../store/webhooks/claims.ts'
import type { SyncContext } from './context.ts'
import { explain, isRefusal } from './explain.ts'
import { createWaker } from './wake.ts'
import { applyDeliveries } from './webhook-apply.ts'

export type WorkerOptions = {
  readonly context: SyncContext
  /** Told when an event says that an account's state changed, such as that it works again. */
  readonly onAccountStatus: (account: IngestedAccount) => void
  /** Told what went wrong that is no refusal of upstream. */
  readonly onError: (error: unknown) => void
}

const batchSize = 100
const leaseSeconds = 15
const longestRestMs = 5_000
const pauseAfterErrorMs = 1_000
const triesAtMost = 8

/**
 * Applies what webhooks told, from the database: whatever was stored before a crash, or by another process, is applied
 * as well.
 */
export function createDeliveryWorker({ context, onAccountStatus, onError }: WorkerOptions) {
  const { database, workspaceId, signal } = context
  const waker = createWaker()

  async function applyNext(): Promise<boolean> {
    const claimed = await claimDeliveries(database, { workspaceId, leaseSeconds, limit: batchSize })
    if (claimed.length === 0) return false
    await applyAll(claimed)
    return true
  }

  /** One delivery that can't be applied must not keep the others from it. */
  async function applyAll(deliveries: readonly ClaimedDelivery[]): Promise<void> {
    const [first] = deliveries
    if (!first) return
    try {
      const { account, events } = await applyDeliveries(context, first.accountUnipileId, deliveries)
      if (account && events.some(({ kind }) => kind === 'ACCOUNT_STATUS')) onAccountStatus(account)
    } catch (error) {
      if (signal.aborted) return
      if (deliveries.length === 1) return leave(first, error)
      for (const delivery of deliveries) await applyAll([delivery])
    }
  }

  async function leave({ id, attempts }: ClaimedDelivery, error: unknown): Promise<void> {
    if (!isRefusal(error)) onError(error)
    const problem = explain(error)
    if (attempts + 1 >= triesAtMost) await settleDeliveries(database.sql, [id], 'FAILED', problem)
    else await postponeDeliveries(database.sql, [id], problem, 2 ** attempts)
  }

  return {
    /** There is something new to apply. */
    wake: waker.wake,
    /** Applies all that is due now. */
    async applyDue(): Promise<void> {
      while (!signal.aborted && (await applyNext()));
    },
    /** Applies whatever comes, until the context's signal is aborted. */
    async run(): Promise<void> {
      while (!signal.aborted) {
        try {
          await this.applyDue()
          const nextMs = (await nextDeliveryInMs(database.sql, workspaceId)) ?? longestRestMs
          await waker.rest(Math.min(Math.max(nextMs, 10), longestRestMs), signal)
        } catch (error) {
          if (signal.aborted) return
          onError(error)
          await waker.rest(pauseAfterErrorMs, signal)
        }
      }
    },
  }
}
