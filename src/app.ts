import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { openDatabase, pingDatabase } from './database.ts'
import { announced } from './live/announced.ts'
import { openBus } from './live/bus.ts'
import { createFeed } from './live/feed.ts'
import { databaseWire, noWire, redisWire } from './live/wires.ts'
import { createRequestContext } from './loaders/request-context.ts'
import { createSharedViews } from './loaders/shared-views.ts'
import { createSyncWatch } from './loaders/sync-watch.ts'
import { openViewers } from './loaders/viewers.ts'
import { parseBudgets } from './lookups/budget-settings.ts'
import { createLookups, flightLeaseMs, type Lookups } from './lookups/index.ts'
import type { LookupJobs } from './lookups/jobs.ts'
import { loggedMetrics } from './lookups/metrics.ts'
import { openLookupJobs } from './lookups/open-jobs.ts'
import { openRedisShare } from './lookups/redis-share.ts'
import { createGatewayServer, type GatewayServer } from './server/index.ts'
import { readTrustedDocuments } from './server/stored-documents.ts'
import { openSource } from './source.ts'
import type { Store } from './store/open.ts'
import { ensureWorkspace } from './store/workspaces.ts'
import type { LeftOut, SyncContext, SyncProgress } from './sync/context.ts'
import { createFirstSyncs } from './sync/first-syncs.ts'
import type { SyncStatus } from './sync/runner.ts'
import { createUpstream, type Upstream } from './upstream/index.ts'
import { openWorkers, type Workers } from './workers.ts'
import { createWrites } from './writes/index.ts'

export type App = AsyncDisposable & {
  readonly config: Config
  readonly logger: Logger
  readonly store: Store
  readonly upstream: Upstream
  readonly workspaceId: number
  readonly lookups: Lookups
  /** How many subscriptions to the change log this process holds. */
  subscribers(): number
  /** Opens the queue of lookups that nobody waits for; it belongs to the caller. */
  openLookupJobs(): Promise<LookupJobs & AsyncDisposable>
  /** Where the upstream answers. */
  readonly upstreamUrl: string
  /** The server, not yet listening. */
  createServer(options: { syncStatus(): SyncStatus; lookupJobs: LookupJobs; workers: Workers }): GatewayServer
  /** Opens what goes on beside the requests; it belongs to the caller. */
  openWorkers(options: { signal: AbortSignal }): Promise<Workers>
  syncContext(options: {
    onProgress(progress: SyncProgress): void
    onLeftOut?(leftOut: LeftOut): void
    signal: AbortSignal
  }): SyncContext
}

export type AppOptions = { readonly config: Config; readonly logger: Logger; readonly now?: () => Date }

/** The composition root: the one place that knows every part. Read it to see how they fit. */
export async function openApp({ config, logger, now = () => new Date() }: AppOptions): Promise<App> {
  await using parts = new AsyncDisposableStack()
  const trustedDocuments = config.trustedDocuments === null ? null : readTrustedDocuments(config.trustedDocuments)
  const source = await openSource(config, parts)
  const opened = parts.adopt(await openDatabase(config, logger), (one) => one.close())
  const upstream = parts.use(
    createUpstream({
      baseUrl: source.baseUrl,
      apiKey: source.apiKey,
      // A live lookup that failed has spent some of its budget already: to ask again is a decision of its own.
      retry: { attempts: { STORE_READ: 3, LIVE_LOOKUP: 1 } },
      onCall: (report) => logger.debug({ call: report }, 'upstream was asked'),
    }),
  )
  const workspaceId = await ensureWorkspace(opened.sql, source.workspace, source.name)
  const shared =
    config.redisUrl === null
      ? null
      : parts.use(
          await openRedisShare({
            url: config.redisUrl,
            namespace: `acquaint:${workspaceId}`,
            flightLeaseMs,
            onError: (error) => logger.error({ err: error }, 'Redis failed'),
          }),
        )
  const onBusError = (error: unknown) => logger.warn({ err: error }, 'other gateways could not be told')
  const channel = `acquaint_${workspaceId}`
  const bus = parts.use(await openBus({ openWire: wireTo(config, opened, channel, onBusError), onError: onBusError }))
  const store = announced(opened, bus)
  const feed = parts.use(createFeed({ sql: store.sql, workspaceId, bus }))
  const viewers = parts.use(await openViewers({ database: opened, workspaceId }))
  const views = createSharedViews({ sql: store.read, viewers, latestChange: feed.latest })
  const syncs = parts.use(
    createSyncWatch({
      sql: store.read,
      viewers,
      listen(onTold) {
        const ignored = [bus.listen('SYNC', onTold), viewers.listen(onTold)]
        return () => {
          for (const ignore of ignored) ignore()
        }
      },
    }),
  )
  const metrics = loggedMetrics(logger)
  const { reconnectUrl } = config
  const lookups = createLookups({
    ...(shared && { shared }),
    upstream,
    database: store,
    now,
    jitter: Math.random,
    pause: (milliseconds) => sleep(milliseconds),
    budgets: parseBudgets(config.lookupBudgets),
    metrics,
    reconnectUrl: ({ unipileId }) => reconnectUrl?.replaceAll('{account}', encodeURIComponent(unipileId)) ?? null,
  })
  const pause = (milliseconds: number) => sleep(milliseconds)
  const kept = parts.move()
  const firstSyncs = createFirstSyncs()
  const syncContext: App['syncContext'] = ({ onProgress, onLeftOut, signal }) => ({
    workspaceId,
    upstream,
    database: store,
    firstSyncs,
    now,
    messagesPerAccount: config.messagesPerAccount,
    onProgress(progress) {
      bus.tell('SYNC')
      onProgress(progress)
    },
    onLeftOut(leftOut) {
      const { account, stream, rows } = leftOut
      logger.warn({ account: account?.unipileId, list: stream, rows }, 'rows could not be understood and were left out')
      onLeftOut?.(leftOut)
    },
    signal,
  })

  return {
    config,
    logger,
    store,
    upstream,
    workspaceId,
    lookups,
    subscribers: feed.followers,
    openLookupJobs: () =>
      openLookupJobs({
        ...lookups,
        database: store,
        workspaceId,
        now,
        metrics,
        pause: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
        onError: (error) => logger.error({ err: error }, 'a lookup job failed'),
      }),
    upstreamUrl: source.baseUrl,
    openWorkers: ({ signal }) =>
      openWorkers({ config, context: syncContext({ onProgress() {}, signal }), bus, logger }),
    createServer: ({ syncStatus, lookupJobs, workers }) => {
      const onUnknown = (accountId: number) =>
        void workers.readings.request(accountId, false).catch((error: unknown) => {
          logger.warn({ err: error }, 'what became of a write is looked for at the next reading only')
        })
      const writes = createWrites({ upstream, database: store, workspaceId, now, pause, onUnknown })
      return createGatewayServer({
        createContext: ({ maxLookups, signal }) =>
          createRequestContext({
            store,
            viewers,
            lookups: { ...lookups, jobs: lookupJobs },
            writes,
            live: { feed, views, syncs, requestReading: workers.readings.request },
            maxLookups: maxLookups ?? config.lookupsPerOperation,
            signal,
            now,
          }),
        webhooks: { secret: config.webhookSecret, receive: workers.receive },
        readiness: async () => ({ database: await pingDatabase(store), sync: syncStatus() }),
        logger,
        stalledAfterMs: config.stalledAfterSeconds * 1000,
        hosts: config.hosts,
        corsOrigins: config.corsOrigins,
        trustedDocuments,
      })
    },
    syncContext,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

function wireTo({ redisUrl }: Config, opened: Store, channel: string, onError: (error: Error) => void) {
  if (redisUrl) return redisWire(redisUrl, channel, onError)
  return opened.kind === 'pglite' ? noWire : databaseWire(opened, channel)
}
