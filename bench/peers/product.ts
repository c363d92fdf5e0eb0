import { createRequestContext } from '../../src/loaders/request-context.ts'
import { openViewers } from '../../src/loaders/viewers.ts'
import { createGatewayServer } from '../../src/server/index.ts'
import { openStore, type StoreOptions } from '../../src/store/open.ts'
import { noLive, noLookups, noWebhooks, noWrites } from '../../test/harness/no-live.ts'
import { readSettings, serve } from './serve.ts'

/** The product: its own server, schema, loaders and store. Nobody is looked up, nothing is told or written. */
export async function serveProduct(options: Pick<StoreOptions, 'readCacheBytes'> = {}): Promise<void> {
  const { databaseUrl, poolSize, workspaceId } = readSettings()
  const store = await openStore({ url: databaseUrl, poolSize, ...options })
  const viewers = await openViewers({ database: store, workspaceId })

  await serve(
    createGatewayServer({
      webhooks: noWebhooks,
      createContext: ({ maxLookups, signal }) =>
        createRequestContext({
          store,
          viewers,
          lookups: noLookups,
          live: noLive,
          writes: noWrites,
          maxLookups: maxLookups ?? 10,
          signal,
        }),
      readiness: async () => ({ database: 'ok', sync: { state: 'RESTING', problem: null } }),
      logger: { error: (details) => console.error(details) },
    }),
  )
}
