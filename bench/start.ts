/**
 * `npm run bench -- start`: how long `npm start` takes to its first answer on a database that has everything already, and
 * what memory it holds then and after many queries. On PGlite, and on the PostgreSQL server that TEST_DATABASE_URL names.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createPostgresDatabase } from '../test/harness/databases.ts'
import { residentBytes } from './suite/cpu.ts'
import { load } from './suite/load.ts'
import { median, quantile } from './suite/statistics.ts'

const starts = Number(process.env['BENCH_STARTS'] ?? 7)
const queries = Number(process.env['BENCH_QUERIES'] ?? 1_000_000)
/** After which parts of them memory is looked at. */
const parts = [0.1, 0.25, 0.5, 1]
const program = fileURLToPath(new URL('../src/main.ts', import.meta.url))

const documents = [
  '{ accounts { nodes { id name status } } }',
  '{ chats(first: 5) { nodes { id name lastActivityAt participants(first: 5) { nodes { displayName } } } } }',
  '{ attendees(first: 10) { nodes { id displayName knownStatus { ... on Known { reasons { kind summary } } } } } }',
]
const bodies = documents.map((query) => Buffer.from(JSON.stringify({ query })))

const directory = await mkdtemp(join(tmpdir(), 'acquaint-bench-'))
const results = { PGlite: await measure({ ACQUAINT_DATA_DIR: directory }) }
await rm(directory, { recursive: true })
if (process.env['TEST_DATABASE_URL']) {
  const { url, drop } = await createPostgresDatabase()
  Object.assign(results, { PostgreSQL: await measure({ DATABASE_URL: url }) })
  await drop()
}
console.table(results)

async function measure(settings: Record<string, string>) {
  {
    await using first = await start(settings)
    await everythingRead(first.url)
  }
  const firstAnswers: number[] = []
  const resident: number[] = []
  for (let each = 0; each < starts; each += 1) {
    await using server = await start(settings)
    firstAnswers.push(server.firstAnswerMs)
    resident.push(megabytes(server.process))
  }
  await using server = await start(settings)
  const afterwards: Record<string, number> = {}
  for (let done = 0, next = 0; next < parts.length; next += 1) {
    const due = queries * (parts[next] ?? 1)
    afterwards[`RSS MB after ${due / 1000} thousand queries`] = await ask(server, due - done)
    done = due
  }
  return {
    'first answer ms': Math.round(median(firstAnswers)),
    quartiles: [0.25, 0.75].map((part) => Math.round(quantile(firstAnswers, part))).join('–'),
    'RSS MB at first answer': Math.round(median(resident)),
    ...afterwards,
  }
}

/** Asks so many queries or a few more; gives the megabytes that the server holds afterwards. */
async function ask(server: { readonly url: string; readonly process: ChildProcess }, count: number): Promise<number> {
  for (let done = 0; done < count; ) {
    done += (await load({ url: `${server.url}/graphql`, bodies, connections: 16, milliseconds: 1000 })).requests
  }
  return megabytes(server.process)
}

/** Runs what `npm start` runs, and waits for the first answer. */
async function start(settings: Record<string, string>) {
  const port = await freePort()
  const startedAt = performance.now()
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...settings, PORT: String(port), ACQUAINT_LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const exited = once(child, 'exit')
  const url = `http://127.0.0.1:${port}`
  while (!(await isAnswering(url))) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}`)
    await sleep(20)
  }
  return {
    url,
    process: child,
    firstAnswerMs: performance.now() - startedAt,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

async function isAnswering(url: string): Promise<boolean> {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: bodies[0]?.toString() ?? '' }
  const response = await fetch(`${url}/graphql`, request).catch(() => null)
  if (!response?.ok) return false
  const { data } = (await response.json()) as { data?: unknown }
  return data != null
}

async function everythingRead(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/readyz`)
    const { sync } = (await response.json()) as { sync?: { state: string } }
    if (sync?.state === 'RESTING') return
    await sleep(100)
  }
}

function megabytes({ pid = 0 }: ChildProcess): number {
  return Math.round((residentBytes(pid) ?? Number.NaN) / 1e6)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
