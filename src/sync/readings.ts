import { setTimeout as sleep } from 'node:timers/promises'
import { AcquaintError } from '../domain/errors.ts'
import { findAccounts } from '../store/accounts.ts'
import { openBossQueue } from '../store/boss-queue.ts'
import type { IngestedAccount } from '../store/ingest/accounts.ts'
import { failReading, wantWholeReading } from '../store/readings.ts'
import { backfillAccount } from './backfill-account.ts'
import type { SyncContext } from './context.ts'
import { type IncrementalOptions, readNews } from './incremental.ts'

export type ReadingsOptions = IncrementalOptions & {
  readonly context: SyncContext
  /** How long to wait, on average, before an account is read again. */
  readonly everyMs: number
  /** From 0 to 1, at random. */
  readonly jitter: () => number
  /** Told when an account was read, or could not be. */
  readonly onRead: () => void
  readonly onError: (error: unknown) => void
  readonly pollSeconds?: number
}

/** The repeated readings of all accounts: the net that catches what webhooks lose. */
export type Readings = AsyncDisposable & {
  /** Begins to work, as soon as the database lets it. Gateways that share a database share the readings. */
  readonly start: () => Promise<void>
  /** Has an account read as soon as possible; `isWhole` compares its lists whole. */
  readonly request: (accountId: number, isWhole: boolean) => Promise<void>
  /** Reads an account now, in this process. */
  readonly read: (accountId: number) => Promise<void>
}

const pauseAfterErrorMs = 5_000

export async function openReadings(options: ReadingsOptions): Promise<Readings> {
  const { context, everyMs, jitter, onRead, onError, pollSeconds } = options
  const { database, workspaceId, now, signal } = context
  const queue = await openBossQueue({
    database,
    queueName: `readings-${workspaceId}`,
    onError,
    ...(pollSeconds === undefined ? {} : { pollSeconds }),
  })

  async function read(accountId: number): Promise<void> {
    const account = (await findAccounts(database.sql, workspaceId)).find(({ id }) => id === accountId)
    if (!account) return
    try {
      if (account.isBackfilled) await readNews(context, account, options)
      else await backfillAccount(context, account)
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof AcquaintError)) onError(error)
      const problem = error instanceof AcquaintError ? error.message : 'Something went wrong inside Acquaint.'
      await failReading(database.sql, accountId, problem, now().toISOString())
    }
    onRead()
  }

  /** Spread, so that accounts are not all read at once, nor any in a rhythm. */
  function schedule(accountId: number, spreadMs: number, leastMs = 0): Promise<void> {
    return queue.schedule(String(accountId), new Date(now().getTime() + leastMs + spreadMs * jitter()), 0)
  }

  /** Schedules every account once. The database may be away just then, so it is tried until it works. */
  async function scheduleAll(): Promise<void> {
    while (!signal.aborted) {
      try {
        const accounts: readonly IngestedAccount[] = await findAccounts(database.sql, workspaceId)
        for (const { id } of accounts) await schedule(id, everyMs)
        return
      } catch (error) {
        onError(error)
        await sleep(pauseAfterErrorMs, undefined, { signal }).catch(() => {})
      }
    }
  }

  return {
    read,
    async request(accountId, isWhole) {
      if (isWhole) await wantWholeReading(database.sql, accountId)
      await queue.schedule(String(accountId), now(), 10)
    },
    async start() {
      await queue.work(async (key) => {
        await read(Number(key))
        await schedule(Number(key), everyMs / 2, (everyMs * 3) / 4)
      })
      await scheduleAll()
    },
    [Symbol.asyncDispose]: () => queue[Symbol.asyncDispose](),
  }
}
