import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { ClientError, GraphQLClient } from 'graphql-request'
import { afterAll, beforeAll } from 'vitest'
import type { LookupService } from '../../src/loaders/lookups.ts'
import { createRequestContext, type RequestContext } from '../../src/loaders/request-context.ts'
import type { Viewers } from '../../src/loaders/viewers.ts'
import { createGatewayServer, type GatewayServerOptions } from '../../src/server/index.ts'
import type { Store } from '../../src/store/open.ts'
import { noLive, noLookups, noWebhooks, noWrites } from './no-live.ts'
import { readViewer } from './read-viewer.ts'
import { rowsAlone } from './rows-alone.ts'
import { createSeed } from './seed.ts'

export type StartGatewayOptions = Pick<
  GatewayServerOptions,
  'hosts' | 'corsOrigins' | 'trustedDocuments' | 'compiledExecution'
> & {
  readonly lookups?: LookupService
  readonly now?: () => Date
  readonly viewers?: Viewers
  readonly readsAhead?: boolean
}

/** The graph over real HTTP, for one workspace of a store. */
export async function startGateway(
  store: Store,
  workspaceId: number,
  {
    lookups = noLookups,
    now = () => new Date(),
    viewers = readViewer(workspaceId),
    readsAhead = true,
    ...options
  }: StartGatewayOptions = {},
) {
  let latest: RequestContext | undefined
  const logged: object[] = []
  let ready = true
  const server = createGatewayServer({
    ...options,
    webhooks: noWebhooks,
    createContext: async ({ maxLookups, signal }) => {
      const request = {
        store: { ...store, read: rowsAlone(store.read) },
        viewers,
        lookups,
        live: noLive,
        writes: noWrites,
        maxLookups: maxLookups ?? 10,
        signal,
        now,
        readsAhead,
      }
      const context = await createRequestContext(request)
      latest = context
      return context
    },
    readiness: async () => ({ database: ready ? 'ok' : 'unreachable', sync: { state: 'RESTING', problem: null } }),
    logger: { error: (details) => logged.push(details) },
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = new GraphQLClient(`${url}/graphql`)

  return {
    url,
    /** What was logged as an error of ours. */
    logged,
    query: client.request.bind(client),
    /** How many SQL statements the last request ran. */
    statements: () => latest?.sqlStatements() ?? 0,
    setReady(isReady: boolean) {
      ready = isReady
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export type Gateway = Awaited<ReturnType<typeof startGateway>>

/** The first error of a query that must fail. */
export async function refusal(query: Promise<unknown>): Promise<{ message: string; extensions: object }> {
  const reason = await query.then(
    () => undefined,
    (error: unknown) => error,
  )
  const [error] = reason instanceof ClientError ? (reason.response.errors ?? []) : []
  if (!error) throw new Error('Expected a GraphQL error', { cause: reason })
  return { message: error.message, extensions: error.extensions }
}

/** Opens a store for the tests of one file; each test then has a gateway of its own, over a workspace of its own. */
export function useGateway(open: () => Promise<Store>) {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  return async (options: StartGatewayOptions = {}) => {
    const given = await createSeed(store.sql)
    const gateway = await startGateway(store, given.workspaceId, options)
    return Object.assign(gateway, { given, store })
  }
}
