import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { GraphQLClient } from 'graphql-request'
import { pino } from 'pino'
import { openApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createSandbox, type SandboxOptions } from '../../src/sandbox/index.ts'
import { backfill } from '../../src/sync/backfill.ts'
import { graphql } from '../harness/graphql.ts'
import { noPause } from '../harness/sandbox.ts'

const Accounts = graphql(`{ accounts { nodes { id unipileId } } }`)
const SyncAccount = graphql(`mutation ($input: SyncAccountInput!) { syncAccount(input: $input) { account { id } } }`)

export const secret = 'a-secret-for-tests-only'

export type LiveOptions = {
  readonly sandbox?: SandboxOptions
  /** A PostgreSQL database; absent, an embedded one of its own. */
  readonly databaseUrl?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly backfilled?: boolean
}

/** The sandbox, and the whole gateway over it, which hears the sandbox's webhooks over HTTP. */
export async function startLive({ databaseUrl, environment, backfilled = true, ...options }: LiveOptions = {}) {
  const parts = new AsyncDisposableStack()
  const upstream = createSandbox({
    size: 'tiny',
    ...options.sandbox,
    webhooks: { retryDelaysMs: [20, 50, 100, 200], ...options.sandbox?.webhooks },
  })
  parts.defer(() => upstream.close())
  const { url: dsn } = await upstream.listen()
  const directory = await mkdtemp(join(tmpdir(), 'acquaint-live-'))
  parts.defer(() => rm(directory, { recursive: true, force: true }))

  const stop = new AbortController()
  const config = readConfig({
    UNIPILE_DSN: dsn,
    UNIPILE_API_KEY: 'sandbox',
    ACQUAINT_DATA_DIR: directory,
    ACQUAINT_WEBHOOK_SECRET: secret,
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    ...environment,
  })
  const clock = { aheadMs: 0 }
  const now = () => new Date(Date.now() + clock.aheadMs)
  const app = parts.use(await openApp({ config, logger: pino({ level: 'silent' }), now }))
  const context = app.syncContext({ onProgress() {}, signal: stop.signal })
  if (backfilled) await backfill(context, { retries: 0, pause: noPause })
  const lookupJobs = parts.use(await app.openLookupJobs())
  const workers = parts.use(await app.openWorkers({ signal: stop.signal }))
  const server = app.createServer({ syncStatus: () => ({ state: 'RESTING', problem: null }), lookupJobs, workers })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const running = workers.run()
  parts.defer(async () => {
    stop.abort()
    server.closeAllConnections()
    server.close()
    await running
  })

  for (const source of ['messaging', 'users', 'account_status'] as const) {
    await app.upstream.createWebhook({
      source,
      requestUrl: `${url}/webhooks/unipile`,
      headers: [{ key: 'Unipile-Auth', value: secret }],
      ...(source === 'messaging' && {
        events: [
          'message_received',
          'message_read',
          'message_reaction',
          'message_edited',
          'message_deleted',
          'message_delivered',
        ],
      }),
    })
  }
  const client = new GraphQLClient(`${url}/graphql`)

  async function accountId(unipileId: string): Promise<string> {
    const { accounts } = await client.request(Accounts)
    return accounts.nodes.find((account) => account.unipileId === unipileId)?.id ?? ''
  }

  return {
    app,
    url,
    upstream,
    context,
    workers,
    /** How much later it is for the gateway than for everybody else. */
    clock,
    query: client.request.bind(client),
    /** The global id of an account. */
    accountId,
    /** Has an account read for what is new, and waits for that; `whole` compares its lists. */
    async read(unipileId: string, { whole = false } = {}) {
      const account = await accountId(unipileId)
      await client.request(SyncAccount, { input: { account, whole } })
      await workers.readings.read(Number(Buffer.from(account, 'base64url').toString().split(':')[1]))
    },
    /** From now on no webhook tells anything. */
    unplug() {
      for (const { id } of upstream.webhooks.list()) upstream.webhooks.remove(id)
    },
    /** Posts a body as upstream would, or as somebody who pretends to be it. */
    deliver: (body: string, headers: Record<string, string> = { 'unipile-auth': secret }) =>
      fetch(`${url}/webhooks/unipile`, { method: 'POST', body, headers }),
    /** When all that upstream said has arrived, and has been applied. */
    async settled() {
      await upstream.webhooks.settled()
      await until(async () => {
        const [row] = await app.store.sql<{ count: number }>({
          name: 'test_pending',
          text: `select count(*)::int as count from webhook_delivery where outcome = 'PENDING'`,
        })
        return row?.count === 0
      })
    },
    changes: () => changesOf(app.store.sql, app.workspaceId),
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  }
}

export type Live = Awaited<ReturnType<typeof startLive>>

/** Looks again and again, with a limit. */
export async function until(condition: () => Promise<boolean>, limitMs = 20_000): Promise<void> {
  const deadline = Date.now() + limitMs
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('It did not come true in time')
    await sleep(10)
  }
}

type Sql = Awaited<ReturnType<typeof openApp>>['store']['sql']

/** What the log says since the first sync, with users by their internal IDs. */
export async function changesOf(sql: Sql, workspaceId: number) {
  return sql<{ kind: string; user: string | null; reason: string | null; source: string | null }>(
    {
      name: 'test_changes',
      text: `
        select c.kind, u.internal_id as "user", c.reason, c.source from change c left join users u on u.id = c.user_id
        where c.workspace_id = $1 and c.kind <> 'SNAPSHOT_COMPLETED' order by c.sequence`,
    },
    [workspaceId],
  )
}
