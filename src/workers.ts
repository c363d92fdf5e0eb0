import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Receipt } from './domain/delivery.ts'
import type { Bus } from './live/bus.ts'
import { pruneChanges } from './store/changes/prune-changes.ts'
import { pruneDeliveries } from './store/webhooks/prune.ts'
import type { SyncContext } from './sync/context.ts'
import { openReadings, type Readings } from './sync/readings.ts'
import { createReceiver } from './sync/webhook-receive.ts'
import { createDeliveryWorker } from './sync/webhook-worker.ts'

/** What goes on beside the requests: webhooks are applied, accounts read again, and what is old is forgotten. */
export type Workers = AsyncDisposable & {
  readonly receive: (body: string) => Promise<Receipt>
  readonly readings: Readings
  /** Works until the context's signal is aborted. */
  readonly run: () => Promise<void>
  /** Applies all deliveries that are due, in this process. */
  readonly applyDue: () => Promise<void>
  /** Forgets what is older than is to be kept. */
  readonly forgetOld: () => Promise<void>
}

export type WorkersOptions = {
  readonly config: Config
  readonly context: SyncContext
  readonly bus: Bus
  readonly logger: Logger
}

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
const deliveriesKeptMs = 7 * dayMs

export async function openWorkers({ config, context, bus, logger }: WorkersOptions): Promise<Workers> {
  const { database, workspaceId, now, signal } = context
  const onError = (error: unknown) => logger.error({ err: error }, 'work beside the requests failed')
  const readings = await openReadings({
    context,
    everyMs: config.readEveryMinutes * 60_000,
    contactsEveryMs: 6 * hourMs,
    wholeEveryMs: dayMs,
    jitter: Math.random,
    onRead: () => bus.tell('SYNC'),
    onError,
  })
  const worker = createDeliveryWorker({
    context,
    onAccountStatus: ({ id }) => void readings.request(id, false).catch(onError),
    onError,
  })
  const receive = createReceiver({ workspaceId, sql: database.sql, now, onStored: worker.wake })

  async function forgetOld(): Promise<void> {
    const before = (ageMs: number) => new Date(now().getTime() - ageMs).toISOString()
    await pruneChanges(database.sql, workspaceId, before(config.changesKeptDays * dayMs))
    await pruneDeliveries(database.sql, workspaceId, before(deliveriesKeptMs))
  }

  async function runForgetting(): Promise<void> {
    while (!signal.aborted) {
      await forgetOld().catch(onError)
      await sleep(hourMs, undefined, { signal }).catch(() => {})
    }
  }

  return {
    receive,
    readings,
    applyDue: () => worker.applyDue(),
    forgetOld,
    async run() {
      const ignore = bus.listen('DELIVERIES', worker.wake)
      await Promise.all([worker.run(), runForgetting()])
      ignore()
    },
    [Symbol.asyncDispose]: () => readings[Symbol.asyncDispose](),
  }
}
