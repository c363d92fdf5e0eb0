import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRequestContext } from '../../src/loaders/request-context.ts'
import { parseBudgets } from '../../src/lookups/budget-settings.ts'
import { createLookups } from '../../src/lookups/index.ts'
import { noMetrics } from '../../src/lookups/metrics.ts'
import { openLookupJobs } from '../../src/lookups/open-jobs.ts'
import { createGatewayServer } from '../../src/server/index.ts'
import { openStore } from '../../src/store/open.ts'
import { createUpstream } from '../../src/upstream/index.ts'
import { noLive, noWebhooks, noWrites } from './no-live.ts'
import { readViewer } from './read-viewer.ts'

/*
 * A gateway in a process of its own, over a database and an upstream that others use too. Its settings are the JSON in
 * its first argument; it prints its address, and stops when its input ends.
 */

export type GatewayProcessSettings = {
  /** A PostgreSQL server; null for a database in memory, which no other process can share. */
  readonly databaseUrl: string | null
  readonly upstreamUrl: string
  readonly workspaceId: number
  readonly budgets: string
  readonly lookupsPerOperation: number
}

const settings = JSON.parse(process.argv[2] ?? '{}') as GatewayProcessSettings
const { databaseUrl, upstreamUrl, workspaceId, lookupsPerOperation } = settings
const store = await openStore(databaseUrl ? { url: databaseUrl } : { directory: null })
const upstream = createUpstream({
  baseUrl: upstreamUrl,
  apiKey: 'sandbox',
  retry: { attempts: { STORE_READ: 3, LIVE_LOOKUP: 1 } },
})
const now = () => new Date()
const lookups = createLookups({
  upstream,
  database: store,
  now,
  jitter: Math.random,
  pause: (milliseconds) => sleep(milliseconds),
  budgets: parseBudgets(settings.budgets),
})
const jobs = await openLookupJobs({
  ...lookups,
  database: store,
  workspaceId,
  now,
  metrics: noMetrics,
  pause: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
  onError: (error) => console.error(error),
})
const server = createGatewayServer({
  webhooks: noWebhooks,
  createContext: ({ maxLookups, signal }) =>
    createRequestContext({
      live: noLive,
      writes: noWrites,
      store,
      viewers: readViewer(workspaceId),
      lookups: { ...lookups, jobs },
      maxLookups: maxLookups ?? lookupsPerOperation,
      signal,
    }),
  readiness: async () => ({ database: 'ok', sync: { state: 'RESTING', problem: null } }),
  logger: { error: (details) => console.error(details) },
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`)

await once(process.stdin.resume(), 'end')
server.closeAllConnections()
server.close()
await jobs[Symbol.asyncDispose]()
await upstream[Symbol.asyncDispose]()
await store.close()
