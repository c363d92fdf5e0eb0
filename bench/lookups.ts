/**
 * Lookups under load: 10,000 requests for 2,000 people by 16 clients, with 50 ms of upstream latency, on one and on two
 * gateway processes, then once more with budgets for half of the people. Prints upstream calls for each distinct person
 * (aim 1.00), latencies, budget overruns (aim 0) and wrong answers (aim 0). Two processes need the PostgreSQL server
 * that TEST_DATABASE_URL names.
 */
import { openStore } from '../src/store/open.ts'
import { readAccounts } from '../src/sync/read-accounts.ts'
import { createPostgresDatabase } from '../test/harness/databases.ts'
import type { GatewayProcessSettings } from '../test/harness/lookups-process.ts'
import { startSandbox } from '../test/harness/sandbox.ts'
import { startGatewayProcess } from '../test/harness/start-process.ts'

const requests = Number(process.env['BENCH_REQUESTS'] ?? 10_000)
const people = Number(process.env['BENCH_PEOPLE'] ?? 2_000)
const clients = 16
const latencyMs = 50
const healthyAccounts = 2

const query = `query ($value: String!) {
  user(ref: { publicId: { provider: LINKEDIN, value: $value } }) {
    __typename
    ... on User { publicId profile { __typename ... on Profile { complete } } }
  }
}`

type Answered = { readonly __typename: string; readonly publicId?: string; readonly profile?: { __typename: string } }
type Tally = { readonly latencies: number[]; found: number; deferred: number; wrong: number }

const shared = Boolean(process.env['TEST_DATABASE_URL'])
console.log(`${requests} requests for ${people} people, ${clients} clients, ${latencyMs} ms upstream latency`)
for (const processes of shared ? [1, 2] : [1]) {
  for (const part of [1, 0.5]) await soak(processes, Math.ceil((people * part) / healthyAccounts))
}

async function soak(processes: number, budget: number): Promise<void> {
  const database = shared ? await createPostgresDatabase() : null
  const store = await openStore(database ? { url: database.url } : { directory: null })
  const world = await startSandbox(store, { size: 'large' })
  try {
    await readAccounts(world.context)
    world.sandbox.faults.latencyMs = latencyMs
    const settings = {
      databaseUrl: database?.url ?? null,
      upstreamUrl: world.url,
      workspaceId: world.context.workspaceId,
      budgets: `LINKEDIN.PROFILE=${budget}/day`,
      lookupsPerOperation: 10,
    }
    await measure(world, settings, processes, budget)
  } finally {
    await world[Symbol.asyncDispose]()
    await store.close()
    await database?.drop()
  }
}

async function measure(
  { sandbox }: Awaited<ReturnType<typeof startSandbox>>,
  settings: GatewayProcessSettings,
  processes: number,
  budget: number,
): Promise<void> {
  const names = sandbox.world.users
    .filter(({ provider, kind, publicId }) => provider === 'LINKEDIN' && kind === 'PERSON' && publicId)
    .flatMap(({ publicId }) => publicId ?? [])
    .slice(100, 100 + people)
  const started = await Promise.all(Array.from({ length: processes }, () => startGatewayProcess(settings)))
  const tally: Tally = { latencies: [], found: 0, deferred: 0, wrong: 0 }
  const startedAt = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < requests) {
        const index = next++
        const gateway = started[index % processes]
        // Everybody is asked for, then again in an order that leaps through all of them.
        const name = names[(index * 7919) % names.length] ?? ''
        if (gateway) await askFor(gateway.url, name, tally)
      }
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  const calls = sandbox.requests.filter((request) => request.class === 'live')
  const byAccount = Map.groupBy(calls, ({ account }) => account)
  const overruns = [...byAccount.values()].reduce((sum, made) => sum + Math.max(0, made.length - budget), 0)
  const asked = new Set(calls.map(({ path }) => path)).size
  await Promise.all(started.map((gateway) => gateway[Symbol.asyncDispose]()))

  console.log(
    `${processes} process${processes > 1 ? 'es' : ''}, budget ${budget} a day on each of ${healthyAccounts} accounts: ` +
      `${calls.length} calls / ${asked} people asked about = ${(calls.length / asked).toFixed(2)}, ` +
      `p50 ${percentile(tally.latencies, 0.5)} ms, p99 ${percentile(tally.latencies, 0.99)} ms, ` +
      `${Math.round(requests / seconds)} requests/s, ${tally.found} found, ${tally.deferred} deferred, ` +
      `${overruns} budget overruns, ${tally.wrong} wrong answers`,
  )
}

async function askFor(url: string, name: string, tally: Tally): Promise<void> {
  const startedAt = performance.now()
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { value: name } }),
  })
  const { data } = (await response.json()) as { data?: { user?: Answered } }
  tally.latencies.push(performance.now() - startedAt)
  const user = data?.user
  if (user?.__typename === 'UserDeferred') tally.deferred += 1
  else if (user?.publicId === name && user.profile?.__typename === 'Profile') tally.found += 1
  else tally.wrong += 1
}

function percentile(values: readonly number[], part: number): string {
  const sorted = [...values].sort((one, other) => one - other)
  return (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(0)
}
