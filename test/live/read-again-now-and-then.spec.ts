import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts } from '../../src/sandbox/cast.ts'
import { openReadings } from '../../src/sync/readings.ts'
import { graphql } from '../harness/graphql.ts'
import { type Live, startLive, until } from './harness.ts'

const minuteMs = 60_000
const Sync = graphql(`query ($id: ID!) { account(id: $id) { sync { lastSuccessAt missedByWebhooks } } }`)

describe('reading accounts again now and then', () => {
  let live: Live

  beforeAll(async () => {
    live = await startLive()
  })
  afterAll(() => live[Symbol.asyncDispose]())

  /** Readings by the clock of the test, each random number as given. */
  function open(clock: { now: number }, jitter: () => number) {
    return openReadings({
      context: { ...live.context, now: () => new Date(clock.now) },
      everyMs: 10 * minuteMs,
      contactsEveryMs: 60 * minuteMs,
      wholeEveryMs: 60 * minuteMs,
      jitter,
      onRead() {},
      onError: (error) => {
        throw error
      },
      pollSeconds: 0.5,
    })
  }

  /** What waits in the queue: which account, and in how many minutes. */
  async function waiting(from: number) {
    const rows = await live.app.store.sql<{ account: string; at: string }>({
      name: 'test_waiting',
      text: `
        select singleton_key as account, start_after as at from acquaint_jobs.job
        where name like 'readings-%' and state = 'created' and singleton_key <> 'accounts' order by singleton_key::int`,
    })
    return new Map(rows.map(({ account, at }) => [Number(account), (Date.parse(at) - from) / minuteMs]))
  }

  it('spreads the accounts over the pause, and pauses for another time after each reading', async () => {
    const clock = { now: Date.now() }
    let drawn = 0
    // Tenths in turn: 0, 0.1, … 0.9, 0, …
    await using readings = await open(clock, () => (drawn++ % 10) / 10)
    const text = 'select id, unipile_id as "unipileId" from account where removed_at is null order by id'
    const accounts = await live.app.store.sql<{ id: number; unipileId: string }>({ name: 'test_accounts', text })

    await readings.start()

    const planned = await waiting(clock.now)
    expect([...planned.keys()]).toEqual(accounts.map(({ id }) => id))
    expect([...planned.values()]).toEqual(accounts.map((_, index) => index))

    const [first] = accounts
    if (!first) throw new Error('There are no accounts')
    const lastSuccessAt = async () => {
      const { account } = await live.query(Sync, { id: await live.accountId(first.unipileId) })
      return account?.sync.lastSuccessAt ?? null
    }
    drawn = 4
    const readFrom = clock.now
    await readings.request(first.id, false)
    await until(async () => (await waiting(readFrom)).get(first.id) === 7.5 + 0.4 * 5)
    expect(await lastSuccessAt()).toBe(new Date(readFrom).toISOString())
    const others = [...(await waiting(readFrom))].filter(([id]) => id !== first.id)
    expect(others).toEqual([...planned].filter(([id]) => id !== first.id))
  })

  it('plans nothing twice when several gateways start', async () => {
    const clock = { now: Date.now() }
    await using one = await open(clock, () => 0.5)
    await using other = await open(clock, () => 0.7)
    await Promise.all([one.start(), other.start()])

    const planned = [...(await waiting(clock.now)).values()]
    expect(planned.every((minutes) => minutes === 5 || minutes === 7)).toBe(true)
  })

  it('counts what webhooks missed', async () => {
    const account = castAccounts.marieWhatsapp
    const missed = async () => {
      const { account: found } = await live.query(Sync, { id: await live.accountId(account) })
      return found?.sync.missedByWebhooks
    }
    await live.read(account)
    const before = (await missed()) ?? 0
    live.upstream.emit({ type: 'message_received', account_id: account, text: 'Heard' })
    await live.settled()
    await live.read(account)
    expect(await missed()).toBe(before)

    live.unplug()
    const { chat_id = '' } = live.upstream.emit({ type: 'message_received', account_id: account, text: 'Unheard' })
    live.upstream.emit({ type: 'message_received', chat_id, text: 'Unheard, too' })
    await live.read(account)

    // A chat and two messages.
    expect(await missed()).toBe(before + 3)
  })

  it('looks at contacts every six hours at most, unless the lists are to be compared whole', async () => {
    const account = castAccounts.marieLinkedin
    live.unplug()
    await live.read(account)
    const asked = () => live.upstream.requests.filter(({ path }) => path === '/users/relations').length
    const askedBy = async (reading: () => Promise<void>) => {
      const before = asked()
      await reading()
      return asked() - before
    }

    expect(await askedBy(() => live.read(account))).toBe(0)
    expect(await askedBy(() => live.read(account, { whole: true }))).toBeGreaterThan(0)
    live.clock.aheadMs += 6 * 60 * minuteMs
    expect(await askedBy(() => live.read(account))).toBe(1)
  })
})
