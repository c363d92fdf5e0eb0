import pg from 'pg'
import { formatCursor } from '../src/schema/cursor.ts'
import { attendeesBy } from '../src/schema/lists.ts'
import { openStore } from '../src/store/open.ts'
import { startGateway } from '../test/harness/gateway.ts'
import { explain } from '../test/plans/explain.ts'
import { recorded } from '../test/plans/recorded.ts'
import { openWorld } from './world/open-world.ts'
import { deepPage, scaleQueries } from './world/scale-queries.ts'

/*
 * Whether pages cost the same in a world of ten million people as in one of a hundred thousand: queries over HTTP, one
 * at a time, in turn on both worlds, with no answer kept in memory. They are loaded the first time, which takes minutes
 * and two gigabytes a million.
 *
 *   POSTGRES_SHARED_BUFFERS=3GB POSTGRES_OPTIONS='-c wal_level=minimal -c max_wal_senders=0' eval "$(.ci/servers start)"
 *   npm run bench -- scale [attendees=10000000]
 */

const SMALL = 100_000
const large = Number(process.argv[3] ?? 10_000_000)
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 9)
const requestsInRound = 50

const serverUrl = process.env['TEST_DATABASE_URL']
if (!serverUrl) throw new Error('TEST_DATABASE_URL names no PostgreSQL server: eval "$(.ci/servers start)" starts one')
const sides = [await openSide(serverUrl, SMALL), await openSide(serverUrl, large)] as const
const names = Object.keys(sides[0].queries) as (keyof (typeof sides)[0]['queries'])[]

const rows = []
for (const name of names) {
  for (const side of sides) await side.warmUp(name)
  const took = [[], []] as [number[], number[]]
  const ratios: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const now = [[], []] as [number[], number[]]
    for (let request = 0; request < requestsInRound; request += 1) {
      now[0].push(await sides[0].ask(name))
      now[1].push(await sides[1].ask(name))
    }
    ratios.push(at(now[1], 0.5) / at(now[0], 0.5))
    took[0].push(...now[0])
    took[1].push(...now[1])
  }
  const p50s = took.map((all) => at(all, 0.5))
  const p99s = took.map((all) => at(all, 0.99))
  rows.push({
    query: name,
    'p50 ms': p50s.map(shown).join(' / '),
    'p99 ms': p99s.map(shown).join(' / '),
    'p50 ratio': `${shown(at(ratios, 0.5))} (${shown(at(ratios, 0))}–${shown(at(ratios, 1))})`,
    'p99 ratio': shown((p99s[1] ?? 0) / (p99s[0] ?? 0)),
    statements: sides[1].statements(),
    'pages touched': `${await sides[0].pagesOf(name)} / ${await sides[1].pagesOf(name)}`,
  })
}

console.log(
  `${new Date().toISOString().slice(0, 10)}, ${rounds} rounds of ${requestsInRound} requests, small / large world:`,
)
console.log(sides.map(({ size }) => size).join(' / '))
console.table(Object.fromEntries(rows.map(({ query, ...row }) => [query, row])))
for (const side of sides) await side.close()

async function openSide(server: string, attendees: number) {
  const { url, world } = await openWorld(server, attendees)
  const { store, statements } = recorded(await openStore({ url, readCacheBytes: 0 }))
  const gateway = await startGateway(store, world.workspaceId)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('set jit = off; set TimeZone = UTC')
  const queries = scaleQueries(world, await deepCursors())
  type Name = keyof typeof queries
  let asked = 0

  async function answer<Data>(query: string): Promise<Data> {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    const { data, errors } = (await response.json()) as { data: Data; errors?: { message: string }[] }
    if (errors?.[0]) throw new Error(errors[0].message)
    return data
  }

  /** Ten pages, from the thousandth on. */
  async function deepCursors(): Promise<readonly string[]> {
    if (!world.deepPosition) throw new Error('The world is too small for a deep page')
    const cursors = [formatCursor(attendeesBy.NAME.name, world.deepPosition)]
    for (let page = 1; page < 10; page += 1) {
      type Page = { attendees: { pageInfo: { endCursor: string } } }
      cursors.push((await answer<Page>(deepPage(cursors.at(-1) ?? ''))).attendees.pageInfo.endCursor)
    }
    return cursors
  }

  return {
    size: await describe(client),
    queries,
    statements: gateway.statements,
    async warmUp(name: Name) {
      for (let times = 0; times < 3; times += 1) for (const query of queries[name]) await answer(query)
    },
    /** Asks the next variant; gives the milliseconds it took. */
    async ask(name: Name): Promise<number> {
      const query = queries[name][asked++ % queries[name].length] ?? ''
      const start = performance.now()
      await answer(query)
      return performance.now() - start
    },
    /** Database pages that the statements of one request touch, warm. */
    async pagesOf(name: Name): Promise<number> {
      statements.clear()
      await answer(queries[name][0] ?? '')
      let pages = 0
      for (const statement of [...statements.values()]) {
        const plan = await explain(client, statement, 'once')
        pages += plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
      }
      return pages
    },
    async close() {
      await gateway[Symbol.asyncDispose]()
      await store.close()
      await client.end()
    },
  }
}

async function describe(client: pg.Client): Promise<string> {
  const { rows } = await client.query(`
    select (select count(*) from attendee)::int as attendees, (select count(*) from chat)::int as chats,
      (select count(*) from participant)::int as participants, pg_size_pretty(pg_database_size(current_database())) as size`)
  const [{ attendees, chats, participants, size }] = rows
  const [people, rooms, seats] = [attendees, chats, participants].map((count) => count.toLocaleString('en'))
  return `${people} attendees, ${rooms} chats, ${seats} participants (${size})`
}

function at(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)] ?? Number.NaN
}

function shown(value: number): string {
  return value.toFixed(2)
}
