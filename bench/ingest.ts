/**
 * What a first sync writes a second, beside raw COPY of the very same rows into the same schema. Upstream answers from
 * memory, so that only taking in is timed. Needs a PostgreSQL server, psql and pg_dump: TEST_DATABASE_URL names it.
 *
 *   npm run bench -- ingest [scale=1] [rounds=5]      scale 1: 50,000 attendees, 27,000 chats, 100,000 messages
 */
import { openStore, type Store } from '../src/store/open.ts'
import { ensureWorkspace } from '../src/store/workspaces.ts'
import { backfill } from '../src/sync/backfill.ts'
import type { Upstream } from '../src/upstream/index.ts'
import { createPostgresDatabase } from '../test/harness/databases.ts'
import { noPause } from '../test/harness/sandbox.ts'
import { upstreamOf } from './ingest/made-account.ts'
import { type Copied, copyRows, dumpRows } from './ingest/raw-copy.ts'

const [scale = 1, rounds = 5] = process.argv.slice(3).map(Number)
const upstream = upstreamOf({
  attendees: 50_000 * scale,
  contacts: 20_000 * scale,
  directChats: 25_000 * scale,
  groups: 2_000 * scale,
  membersPerGroup: 12,
  messages: 100_000 * scale,
})

const measured: { taken: Taken; copied: Copied }[] = []
for (let round = 0; round < rounds; round++) {
  const { taken, dump } = await inFreshDatabase(async (store, url) => ({
    taken: await takeIn(store, upstream),
    dump: await dumpRows(url),
  }))
  const copied = await inFreshDatabase((_store, url) => copyRows(url, dump))
  measured.push({ taken, copied })
  console.log(`round ${round + 1}: ${copied.rows} rows, ratio ${ratioOf({ taken, copied }).toFixed(2)}`)
}
const byRatio = measured.toSorted((one, other) => ratioOf(one) - ratioOf(other))
const median = byRatio[Math.floor(byRatio.length / 2)]
if (median) report(median)

type Taken = {
  readonly seconds: number
  /** Seconds by stream. */
  readonly streams: ReadonlyMap<string, number>
  /** Reading it all again, nothing having changed. */
  readonly againSeconds: number
}

async function takeIn(store: Store, from: Upstream): Promise<Taken> {
  const workspaceId = await ensureWorkspace(store.sql, 'bench', 'Bench')
  const streams = new Map<string, number>()
  let lastAt = 0
  const read = async () => {
    const startedAt = performance.now()
    lastAt = startedAt
    const { failures } = await backfill(
      {
        workspaceId,
        upstream: from,
        database: store,
        now: () => new Date(),
        messagesPerAccount: Number.POSITIVE_INFINITY,
        onProgress({ checkpoint: { state, stream } }) {
          if (state !== 'DONE') return
          streams.set(stream, (performance.now() - lastAt) / 1000)
          lastAt = performance.now()
        },
        signal: new AbortController().signal,
      },
      { retries: 0, pause: noPause },
    )
    if (failures[0]) throw failures[0].error
    return (performance.now() - startedAt) / 1000
  }
  const seconds = await read()
  const first = new Map(streams)
  await store.sql({ name: 'bench_forget', text: `delete from sync_checkpoint where stream <> 'ACCOUNTS'` })
  return { seconds, streams: first, againSeconds: await read() }
}

function ratioOf({ taken, copied }: { taken: Taken; copied: Copied }): number {
  return copied.seconds / taken.seconds
}

function report({ taken, copied }: { taken: Taken; copied: Copied }): void {
  const perSecond = (seconds: number) => Math.round(copied.rows / seconds)
  const ratios = byRatio.map(ratioOf)
  const [least = 0, most = 0] = [ratios[0], ratios.at(-1)]
  console.table({
    'raw COPY': { seconds: round(copied.seconds), 'rows/s': perSecond(copied.seconds), ratio: 1 },
    'first sync': {
      seconds: round(taken.seconds),
      'rows/s': perSecond(taken.seconds),
      ratio: round(copied.seconds / taken.seconds),
      spread: `${round(least)}–${round(most)}`,
    },
    'reading it again': { seconds: round(taken.againSeconds), 'rows/s': perSecond(taken.againSeconds) },
  })
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
