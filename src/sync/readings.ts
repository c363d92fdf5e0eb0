import { setTimeout as sleep } from 'node:timers/promises'
import { findAccounts } from '../store/accounts.ts'
import { openBossQueue } from '../store/boss-queue.ts'
import { failReading, wantWholeReading } from '../store/readings.ts'
import type { SyncContext } from './context.ts'
import { explain, isRefusal } from './explain.ts'
import { type IncrementalOptions, readNews } from './incremental.ts'
import { readAccounts } from './read-accounts.ts'

export type ReadingsOptions = IncrementalOptions & {
  readonly context: SyncContext
  /** How long to wait, on average, before an account, or the list of them, is read again. */
  readonly everyMs: number
  /** From 0 to 1, at random. */
  readonly jitter: () => number
  /** Told when an account was read, or could not be. */
  readonly onRead: () => void
  readonly onError: (error: unknown) => void
  readonly pollSeconds?: number
}

/** The repeated readings of all accounts, and of the list of them: the net that catches what webhooks lose. */
export type Readings = AsyncDisposable & {
  /** Begins to work, as soon as the database lets it. Gateways that share a database share the readings. */
  readonly start: () => Promise<void>
  /** Plans a reading of each account for which none waits: its first sync is begun at once if it is not over. */
  readonly plan: () => Promise<void>
  /** Has an account read as soon as possible; `isWhole` compares its lists whole. */
  readonly request: (accountId: number, isWhole: boolean) => Promise<void>
  /** Reads an account now, in this process. */
  readonly read: (accountId: number) => Promise<void>
}

const pauseAfterErrorMs = 5_000
/** What stands for the list of accounts where otherwise the id of one does. */
const accountList = 'accounts'

export async function openReadings(options: ReadingsOptions): Promise<Readings> {
  const { context, everyMs, jitter, onRead, onError, pollSeconds } = options
  const { database, workspaceId, firstSyncs, now, signal } = context
  const queue = await openBossQueue({
    database,
    queueName: `readings-${workspaceId}`,
    onError,
    ...(pollSeconds === undefined ? {} : { pollSeconds }),
  })
  const pastsUnderWay = new Set<Promise<void>>()

  async function findAccount(accountId: number) {
    return (await findAccounts(database.sql, workspaceId)).find(({ id }) => id === accountId)
  }

  /** A refusal of upstream is no error of ours; it is told by the account. */
  async function attempt(work: () => Promise<unknown>, onProblem: (problem: string) => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (signal.aborted) return
      if (!isRefusal(error)) onError(error)
      await onProblem(explain(error))
    }
    onRead()
  }

  async function read(accountId: number): Promise<void> {
    const account = await findAccount(accountId)
    if (!account) return
    const work = () => (account.isBackfilled ? readNews(context, account, options) : firstSyncs.read(context, account))
    await attempt(work, (problem) => failReading(database.sql, accountId, problem, now().toISOString()))
  }

  /** A past can take hours to read: no other account waits for it. */
  function beginToReadPast(accountId: number): void {
    const reading: Promise<void> = read(accountId)
      .catch(onError)
      .finally(() => pastsUnderWay.delete(reading))
    pastsUnderWay.add(reading)
  }

  async function workOnAccount(accountId: number): Promise<void> {
    const account = await findAccount(accountId)
    if (!account) return
    if (account.isBackfilled) await read(accountId)
    else beginToReadPast(accountId)
    await schedule(String(accountId), everyMs / 2, (everyMs * 3) / 4)
    // A gateway of an older version that shares the queue takes the list for an account, and forgets it.
    await queue.scheduleUnlessWaiting(accountList, spread(everyMs))
  }

  async function workOnAccountList(): Promise<void> {
    await attempt(
      () => readAccounts(context),
      async () => {},
    )
    await plan()
    await schedule(accountList, everyMs / 2, (everyMs * 3) / 4)
  }

  const spread = (spreadMs: number, leastMs = 0) => new Date(now().getTime() + leastMs + spreadMs * jitter())

  /** Spread, so that accounts are not all read at once, nor any in a rhythm. */
  function schedule(key: string, spreadMs: number, leastMs = 0): Promise<void> {
    return queue.schedule(key, spread(spreadMs, leastMs), 0)
  }

  async function plan(): Promise<void> {
    for (const { id, isBackfilled } of await findAccounts(database.sql, workspaceId))
      await queue.scheduleUnlessWaiting(String(id), isBackfilled ? spread(everyMs) : now())
  }

  /** Schedules every account once. The database may be away just then, so it is tried until it works. */
  async function scheduleAll(): Promise<void> {
    while (!signal.aborted) {
      try {
        for (const { id } of await findAccounts(database.sql, workspaceId)) await schedule(String(id), everyMs)
        return await schedule(accountList, everyMs)
      } catch (error) {
        onError(error)
        await sleep(pauseAfterErrorMs, undefined, { signal }).catch(() => {})
      }
    }
  }

  return {
    read,
    plan,
    async request(accountId, isWhole) {
      if (isWhole) await wantWholeReading(database.sql, accountId)
      await queue.schedule(String(accountId), now(), 10)
    },
    async start() {
      await queue.work((key) => (key === accountList ? workOnAccountList() : workOnAccount(Number(key))))
      await scheduleAll()
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(pastsUnderWay)
      await queue[Symbol.asyncDispose]()
    },
  }
}
