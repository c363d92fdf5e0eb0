import { openStore } from '../../src/store/open.ts'
import { backfill } from '../../src/sync/backfill.ts'
import { createPostgresDatabase } from '../../test/harness/databases.ts'
import { noPause, startSandbox } from '../../test/harness/sandbox.ts'

const latencyMs = 50

/** The sandbox's people and chats, read into a database of their own; from then on upstream takes its time to answer. */
export async function openSandboxDatabase() {
  await using parts = new AsyncDisposableStack()
  const { url, drop } = await createPostgresDatabase()
  parts.defer(drop)
  const store = parts.adopt(await openStore({ url }), (one) => one.close())
  const world = parts.use(await startSandbox(store, { size: 'demo' }))
  console.log('Reading the sandbox …')
  await backfill(world.context, { retries: 0, pause: noPause })
  // Whether PostgreSQL has come to it by itself would decide about the plans.
  await store.sql({ name: 'bench_vacuum', text: 'vacuum (analyze)' })
  world.sandbox.faults.latencyMs = latencyMs
  world.sandbox.requests.length = 0
  let calls = 0
  const kept = parts.move()
  return {
    url,
    workspaceId: world.context.workspaceId,
    upstream: { url: world.url, calls: () => (calls += world.sandbox.requests.splice(0).length) },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
