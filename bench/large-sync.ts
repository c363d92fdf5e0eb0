/**
 * A first sync of the `large` sandbox (105,000 attendees, 62,000 chats, 560,000 messages) by the `acquaint sync` command
 * with a heap of 256 MB, over HTTP. Prints requests, rows, seconds and memory. Needs a PostgreSQL server, which
 * TEST_DATABASE_URL names.
 *
 *   npm run bench -- large-sync [heap MB=256] [messages of each account=as many as there are]
 */
import { openStore } from '../src/store/open.ts'
import { runAcquaint } from '../test/harness/command.ts'
import { createPostgresDatabase } from '../test/harness/databases.ts'
import type { MemoryUse } from './ingest/memory-watch.ts'

const [heapMb = 256, messages = 1_000_000] = process.argv.slice(2).map(Number)
const watch = new URL('./ingest/memory-watch.ts', import.meta.url)
const sandboxPort = '4019'

const { url, drop } = await createPostgresDatabase()
const sandbox = runAcquaint(['sandbox', '--size', 'large', '--port', sandboxPort])
await sandbox.line('answers at')
const sync = runAcquaint(['sync'], {
  NODE_OPTIONS: `--max-old-space-size=${heapMb} --import=${watch.href}`,
  DATABASE_URL: url,
  UNIPILE_DSN: `http://127.0.0.1:${sandboxPort}`,
  UNIPILE_API_KEY: 'sandbox',
  ACQUAINT_MESSAGES_PER_ACCOUNT: String(messages),
})
const exitCode = await sync.exitCode
sandbox.process.kill()
const told = sync.output().match(/^memory: (.*)$/m)?.[1]
if (exitCode !== 0 || !told) console.error(sync.output())
else await report(JSON.parse(told))
await drop()
process.exitCode = exitCode ?? 1

async function report({ seconds, peakRssMb, peakHeapMb }: MemoryUse): Promise<void> {
  const store = await openStore({ url })
  const streams = await store.sql<{ stream: string; requests: number; rows: number }>({
    name: 'bench_streams',
    text: `
      select stream, sum(requests)::int as requests, sum(rows)::int as rows from sync_checkpoint
      group by stream order by min(started_at)`,
  })
  await store.close()
  console.table(Object.fromEntries(streams.map(({ stream, requests, rows }) => [stream, { requests, rows }])))
  const sum = (read: (stream: (typeof streams)[number]) => number) =>
    streams.reduce((total, one) => total + read(one), 0)
  console.table({
    'large world': {
      seconds,
      requests: sum(({ requests }) => requests),
      rows: sum(({ rows }) => rows),
      'heap limit MB': heapMb,
      'peak heap MB, by quarter': peakHeapMb.join(' '),
      'peak RSS MB': peakRssMb,
    },
  })
}
