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
import { noPause } from '../harness/sandbox.ts'

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
  const app = parts.use(await openApp({ config, logger: pino({ level: 'silent' }) }))
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

  return {
    app,
    url,
    upstream,
    context,
    workers,
    query: client.request.bind(client),
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
