import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { castAccounts } from '../src/sandbox/cast.ts'
import { createPostgresDatabase } from '../test/harness/databases.ts'
import { startLive } from '../test/live/harness.ts'
import { subscribe } from '../test/live/subscribe.ts'

/*
 * What it costs to be told: webhook → subscriber latency, events applied a second, subscribers held, and above all
 * what is lost or told twice, which should be nothing.
 *
 *   npm run bench -- live [events=500] [idle subscribers=2000]      TEST_DATABASE_URL names a PostgreSQL server; else PGlite
 */

const [events = 500, idle = 2_000] = process.argv.slice(2).map(Number)
const query = 'subscription { messageReceived { ... on MessageReceived { cursor receivedMessage { unipileId } } } }'
type Told = { messageReceived: { cursor: string; receivedMessage: { unipileId: string } } }

const database = process.env['TEST_DATABASE_URL'] ? await createPostgresDatabase() : null
{
  await using live = await startLive({
    sandbox: { now: () => Date.now(), webhooks: { retryDelaysMs: [50, 100] } },
    ...(database && { databaseUrl: database.url }),
  })
  console.log(`database: ${database ? 'PostgreSQL' : 'PGlite'}`)
  await measureLatency()
  await measureThroughput()
  await measureIdle()

  async function measureLatency() {
    const subscription = await subscribe<Told>(live.url, query)
    const latencies: number[] = []
    for (let each = 0; each < 200; each++) {
      const startedAt = performance.now()
      live.upstream.emit({ type: 'message_received', account_id: castAccounts.marieWhatsapp, text: randomUUID() })
      await subscription.take(1)
      latencies.push(performance.now() - startedAt)
      await sleep(5)
    }
    subscription.close()
    latencies.sort((one, other) => one - other)
    const at = (part: number) => latencies[Math.floor(latencies.length * part)]?.toFixed(1)
    console.log(`webhook → subscriber: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, over ${latencies.length} strangers`)
  }

  async function measureThroughput() {
    const subscription = await subscribe<Told>(live.url, query)
    const account_id = castAccounts.marieWhatsapp
    const { chat_id = '' } = live.upstream.emit({ type: 'message_received', account_id })
    await subscription.take(1)
    const startedAt = performance.now()
    const sent = Array.from({ length: events }, (_, index) => {
      const emission = { type: 'message_received', chat_id, text: `${index}`, duplicate: index % 5 === 0 } as const
      return live.upstream.emit(emission).message_id
    })
    const told = await subscription.take(events)
    const seconds = (performance.now() - startedAt) / 1000
    subscription.close()
    const heard = told.map((answer) => answer.messageReceived.receivedMessage.unipileId)
    const lost = sent.filter((id) => !heard.includes(id ?? '')).length
    const twice = heard.length - new Set(heard).size
    console.log(
      `events: ${(events / seconds).toFixed(0)} a second from webhook to subscriber, every fifth delivered twice`,
    )
    console.log(`events lost: ${lost}   duplicates seen: ${twice}`)
  }

  async function measureIdle() {
    const before = process.memoryUsage().rss
    const subscriptions: Awaited<ReturnType<typeof subscribe<Told>>>[] = []
    for (let held = 0; held < idle; held += 50) {
      subscriptions.push(...(await Promise.all(Array.from({ length: 50 }, () => subscribe<Told>(live.url, query)))))
    }
    const perSubscriber = (process.memoryUsage().rss - before) / idle / 1024
    const startedAt = performance.now()
    live.upstream.emit({ type: 'message_received', account_id: castAccounts.marieWhatsapp })
    await Promise.all(subscriptions.map((subscription) => subscription.take(1)))
    const milliseconds = performance.now() - startedAt
    console.log(
      `subscribers held: ${subscriptions.length}, ${perSubscriber.toFixed(0)} KiB each with its client in the same ` +
        `process; one event reached them all in ${milliseconds.toFixed(0)} ms`,
    )
    for (const subscription of subscriptions) subscription.close()
  }
}
await database?.drop()
