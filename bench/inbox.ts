/**
 * The inbox query, 50 chats with their participants and why each is known, over HTTP on the demo world, with no answer
 * kept in memory. Prints queries a second, latencies, SQL statements and upstream calls. On PGlite, or on the
 * PostgreSQL server that TEST_DATABASE_URL names.
 */
import { request } from 'node:http'
import { openViewers } from '../src/loaders/viewers.ts'
import { openStore } from '../src/store/open.ts'
import { backfill } from '../src/sync/backfill.ts'
import { createPostgresDatabase } from '../test/harness/databases.ts'
import { startGateway } from '../test/harness/gateway.ts'
import { noPause, startSandbox } from '../test/harness/sandbox.ts'

const seconds = Number(process.env['BENCH_SECONDS'] ?? 10)
const clients = 16
const query = `{
  chats(first: 50) {
    nodes {
      id name kind lastActivityAt unreadCount
      participants(first: 20) {
        nodes {
          displayName
          knownStatus { __typename ... on Known { primary { kind } reasons { kind observedAt source summary } } }
        }
      }
    }
  }
}`

const database = process.env['TEST_DATABASE_URL'] ? await createPostgresDatabase() : null
const store = await openStore({ ...(database ? { url: database.url } : { directory: null }), readCacheBytes: 0 })
const world = await startSandbox(store, { size: 'demo' })
console.log(`Reading the demo world into ${store.kind} …`)
await backfill(world.context, { retries: 0, pause: noPause })
const viewers = await openViewers({ database: store, workspaceId: world.context.workspaceId })
const gateway = await startGateway(store, world.context.workspaceId, { viewers })

const body = JSON.stringify({ query })
const answer = await ask()
const { data, errors } = JSON.parse(answer)
if (errors) throw new Error(errors[0].message)
const participants = data.chats.nodes.flatMap((chat: { participants: { nodes: unknown[] } }) => chat.participants.nodes)
const statements = gateway.statements()

const callsBefore = world.sandbox.requests.length
await run(2)
const latencies = await run(seconds)
latencies.sort((one, other) => one - other)
const at = (part: number) => (latencies[Math.floor(latencies.length * part)] ?? 0).toFixed(1)
console.table({
  inbox: {
    database: store.kind,
    chats: data.chats.nodes.length,
    participants: participants.length,
    'answer kB': Math.round(answer.length / 1000),
    'queries/s': Math.round(latencies.length / seconds),
    'p50 ms': at(0.5),
    'p99 ms': at(0.99),
    'SQL statements': statements,
    'upstream calls': world.sandbox.requests.length - callsBefore,
  },
})

await gateway[Symbol.asyncDispose]()
await world[Symbol.asyncDispose]()
await store.close()
await database?.drop()

/** Keeps all clients busy for so long; gives the milliseconds that each query took. */
async function run(forSeconds: number): Promise<number[]> {
  const took: number[] = []
  const end = performance.now() + forSeconds * 1000
  const client = async () => {
    while (performance.now() < end) {
      const start = performance.now()
      await ask()
      took.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return took
}

function ask(): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    })
    call.on('response', async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk)
      resolve(Buffer.concat(chunks).toString())
    })
    call.on('error', reject)
    call.end(body)
  })
}
