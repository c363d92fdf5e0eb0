/**
 * What a first sync writes a second, beside raw COPY of the very same rows into the same schema. Upstream answers from
 * memory, so that only taking in is timed. Needs a PostgreSQL server on this machine, which TEST_DATABASE_URL names,
 * psql and pg_dump.
 *
 *   npm run bench -- ingest [scale=1] [rounds=5]      scale 1: 50,000 attendees, 27,000 chats, 100,000 messages
 */
import { openStore, type Store } from '../src/store/open.ts'
import { ensureWorkspace } from '../src/store/workspaces.ts'
import { backfill } from '../src/sync/backfill.ts'
import { createFirstSyncs } from '../src/sync/first-syncs.ts'
import { createPostgresDatabase } from '../test/harness/databases.ts'
import { noPause } from '../test/harness/sandbox.ts'
import { upstreamOf } from './ingest/made-account.ts'
import { type ProcessorTime, processorTime, usedSince } from './ingest/processor-time.ts'
import { type Copied, copyRows, dumpRows } from './ingest/raw-copy.ts'

const [scale = 1, rounds = 5] = process.argv.slice(2).map(Number)
const upstream = upstreamOf({
  attendees: 50_000 * scale,
  contacts: 20_000 * scale,
  directChats: 25_000 * scale,
  groups: 2_000 * scale,
  membersPerGroup: 12,
  messages: 100_000 * scale,
})

type Spent = { readonly seconds: number; readonly used: ProcessorTime }
type Taken = { readonly first: Spent; readonly again: Spent; readonly streams: ReadonlyMap<string, number> }
type Round = { readonly taken: Taken; readonly copied: Copied & Spent }

const measured: Round[] = []
for (let round = 0; round < rounds; round++) {
  const { taken, dump } = await inFreshDatabase(async (store, url) => ({
    taken: await takeIn(store, url),
    dump: await dumpRows(url),
  }))
  const copied = await inFreshDatabase(async (_store, url) => {
    const before = await processorTime(url)
    const result = await copyRows(url, dump)
    return { ...result, used: usedSince(before, await processorTime(url)) }
  })
  measured.push({ taken, copied })
  console.log(
    `round ${round + 1}: ${copied.rows} rows, ${ratioOf({ taken, copied }).toFixed(2)} of COPY's rows a second, ` +
      `${databaseRatioOf({ taken, copied }).toFixed(2)} of its rows a second of the database's processor`,
  )
}
report(measured)

async function takeIn(store: Store, url: string): Promise<Taken> {
  const workspaceId = await ensureWorkspace(store.sql, 'bench', 'Bench')
  const streams = new Map<string, number>()
  const read = async (): Promise<Spent> => {
    const before = await processorTime(url)
    const startedAt = performance.now()
    let lastAt = startedAt
    const { failures } = await backfill(
      {
        workspaceId,
        upstream,
        database: store,
        firstSyncs: createFirstSyncs(),
        now: () => new Date(),
        messagesPerAccount: Number.POSITIVE_INFINITY,
        onProgress({ checkpoint: { state, stream } }) {
          if (state !== 'DONE') return
          if (!streams.has(stream)) streams.set(stream, (performance.now() - lastAt) / 1000)
          lastAt = performance.now()
        },
        onLeftOut() {},
        signal: new AbortController().signal,
      },
      { retries: 0, pause: noPause },
    )
    if (failures[0]) throw failures[0].error
    const seconds = (performance.now() - startedAt) / 1000
    return { seconds, used: usedSince(before, await processorTime(url)) }
  }
  const first = await read()
  await store.sql({ name: 'bench_forget', text: `delete from sync_checkpoint where stream <> 'ACCOUNTS'` })
  return { first, streams, again: await read() }
}

function ratioOf({ taken, copied }: Round): number {
  return copied.seconds / taken.first.seconds
}

function databaseRatioOf({ taken, copied }: Round): number {
  return copied.used.database / taken.first.used.database
}

function report(all: readonly Round[]): void {
  const byRatio = all.toSorted((one, other) => ratioOf(one) - ratioOf(other))
  const median = byRatio[Math.floor(byRatio.length / 2)]
  if (!median) return
  const { taken, copied } = median
  const row = ({ seconds, used }: Spent) => ({
    seconds: round(seconds),
    'rows/s': Math.round(copied.rows / seconds),
    'database cpu s': round(used.database),
    'our cpu s': round(used.ours),
    ratio: round(copied.seconds / seconds),
  })
  console.table({ 'raw COPY': row(copied), 'first sync': row(taken.first), 'reading it again': row(taken.again) })
  const [least = 0, most = 0] = [byRatio[0], byRatio.at(-1)].map((one) => one && ratioOf(one))
  console.log(
    `first sync / raw COPY, median of ${all.length}: ${round(ratioOf(median))} (${round(least)} to ${round(most)})`,
  )
  console.table(Object.fromEntries([...taken.streams].map(([name, seconds]) => [name, { seconds: round(seconds) }])))
  console.table(
    Object.fromEntries(
      [...copied.tables].map(([name, { rows, seconds }]) => [name, { rows, seconds: round(seconds) }]),
    ),
  )
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

async function inFreshDatabase<Result>(work: (store: Store, url: string) => Promise<Result>): Promise<Result> {
  const { url, drop } = await createPostgresDatabase()
  const store = await openStore({ url })
  try {
    return await work(store, url)
  } finally {
    await store.close()
    await drop()
  }
}
