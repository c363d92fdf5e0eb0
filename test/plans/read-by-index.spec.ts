import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadWorld } from '../../bench/world/load-world.ts'
import { openStore } from '../../src/store/open.ts'
import { createPostgresDatabase } from '../harness/databases.ts'
import { startGateway } from '../harness/gateway.ts'
import { explain } from './explain.ts'
import { operations, renderedOperations } from './operations.ts'
import { type RecordedStatement, recorded } from './recorded.ts'
import { nodesOf, rowsRead, shapeOf } from './shape.ts'

const attendees = 60_000
/** No page reads more rows than this of tables that have many times as many. */
const mostRows = 6_000
const folder = new URL('./explained/', import.meta.url)
/** As they were before this run, which writes those that are missing. */
const files = readdirSync(folder)
/** Exact counts read all that they count. */
const isCount = (name: string) => /count/.test(name)

const moreRows = `
  insert into change (workspace_id, sequence, kind, account_id, user_id, source, at)
  select 1, n, 'BECAME_KNOWN', 1 + n % 20, 1, 'WEBHOOK', now() from generate_series(1, 20000) as n;
  insert into change_counter (workspace_id, last_sequence) values (1, 20000);
  insert into webhook_delivery (workspace_id, dedupe_key, event, body, outcome, happened_at, received_at, due_at)
  select 1, n, 'message_received', '{}', case when n % 5000 = 0 then 'FAILED' else 'APPLIED' end, now(), now(), now()
  from generate_series(1, 20000) as n`

describe.skipIf(!process.env['TEST_DATABASE_URL'])('every statement that a list uses', () => {
  const statements = new Map<string, readonly RecordedStatement[]>()
  const bigTables = new Set<string>()
  let client: pg.Client
  let drop: () => Promise<void>

  beforeAll(async () => {
    const database = await createPostgresDatabase()
    drop = database.drop
    const world = await loadWorld(database.url, { attendees, progress: () => {} })
    client = new pg.Client({ connectionString: database.url })
    await client.connect()
    await client.query(moreRows)
    // Statistics of all rows, which no other process replaces by those of a sample: the same plans each time.
    await client.query(
      'set default_statistics_target = 1000; set jit = off; set max_parallel_workers_per_gather = 0; set TimeZone = UTC',
    )
    for (const table of await tablesWith('true')) {
      await client.query(`alter table "${table}" set (autovacuum_enabled = off)`)
    }
    await client.query('vacuum (analyze)')
    for (const table of await tablesWith('reltuples > 1000')) bigTables.add(table)

    const store = await openStore({ url: database.url })
    const recording = recorded(store)
    for (const readsAhead of [false, true]) {
      await using gateway = await startGateway(recording.store, world.workspaceId, { readsAhead })
      for (const operation of operations(world)) await gateway.query(operation)
    }
    await using gateway = await startGateway(recording.store, world.workspaceId, {
      compiledExecution: { afterUses: 0 },
    })
    for (const operation of renderedOperations(world)) await gateway.query(operation)
    await store.close()
    for (const [name, statement] of recording.statements) {
      const file = withoutColumns(name)
      statements.set(file, [...(statements.get(file) ?? []), statement])
    }
  }, 300_000)

  afterAll(async () => {
    await client?.end()
    await drop?.()
  })

  it('is explained in a file of its own, whose name says which', async () => {
    const names = files.map((file) => file.replace('.txt', '')).toSorted()
    expect(names, 'a new statement: look at the file that `--update` writes, and add it').toEqual(
      [...statements.keys()].toSorted(),
    )
  })

  it('is planned as its file says', async () => {
    for (const [name, variants] of statements) {
      const plans = new Set<string>()
      for (const statement of variants) plans.add(await explained(statement))
      await expect([...plans].join('\n')).toMatchFileSnapshot(new URL(`${name}.txt`, folder).pathname)
    }
  })

  it('is run by some operation of this test', () => {
    const unseen = namesInCode().filter((name) => ![...statements.keys()].some((seen) => seen.startsWith(name)))
    expect(unseen).toEqual(notOfLists)
  })

  it('reads a page from indexes, and not many rows more than it shows', async () => {
    const wrong: string[] = []
    const pages = [...statements.values()].flat().filter(({ name }) => !isCount(name))
    for (const statement of pages) {
      const { name } = statement
      for (const plan of await plansOf(statement)) {
        const scanned = nodesOf(plan).filter((node) => node['Node Type'] === 'Seq Scan')
        const tables = scanned.flatMap((node) => node['Relation Name'] ?? []).filter((table) => bigTables.has(table))
        if (tables.length > 0) wrong.push(`${name} reads the whole of ${tables.join(' and ')}`)
        const rows = rowsRead(plan, bigTables)
        if (rows > mostRows) wrong.push(`${name} reads ${rows} rows`)
      }
    }
    expect(wrong).toEqual([])
  })

  async function tablesWith(condition: string): Promise<readonly string[]> {
    const { rows } = await client.query<{ relname: string }>(
      `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and ${condition}`,
    )
    return rows.map(({ relname }) => relname)
  }

  async function plansOf(statement: RecordedStatement) {
    const custom = await explain(client, statement, 'anew')
    if (statement.replanned) return [custom]
    return [await explain(client, statement, statement.slow ? 'generic' : 'once'), custom]
  }

  async function explained(statement: RecordedStatement): Promise<string> {
    const [plan, custom] = await plansOf(statement)
    if (!plan) return ''
    const text = shapeOf(plan, { conditions: true })
    const differs = custom && shapeOf(custom, { conditions: false }) !== shapeOf(plan, { conditions: false })
    return `${text}\n${differs ? `\nWith these parameters:\n\n${shapeOf(custom, { conditions: false })}\n` : ''}`
  }
})

/** Statements that differ only in which columns they read, which their names say in digits and letters, have one plan; those
 * of other shapes of rows have one each. */
const withoutColumns = (name: string) => name.replace(/:[a-z\d]+/g, '').replace(/~[\w-]{10}$/, '~')

/** What becomes of webhooks and writes is not told by lists. */
const notOfLists = ['event_chats', 'written_find']

/** The names, or how they begin, that statements of reading have in the code. */
function namesInCode(): readonly string[] {
  const read = new URL('../../src/store/read/', import.meta.url)
  const texts = readdirSync(read).map((file) => readFileSync(new URL(file, read), 'utf8'))
  return texts.flatMap((text) => [...text.matchAll(/name: '([a-z]\w+)'/g)].map(([, name]) => name ?? '')).toSorted()
}
