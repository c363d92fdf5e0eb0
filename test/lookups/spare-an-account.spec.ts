import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/open.ts'
import { databases } from '../harness/databases.ts'
import { companySlug, givenLookups, slug } from './harness.ts'

const people = ['margaret-hamilton', 'barbara-liskov', 'tim-berners-lee', 'thomas-edison', 'claude-shannon']
const hour = 60 * 60_000

describe.each(databases)('lookups on $name', ({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('defers what the budget has no room for, and takes it when the window is over', async () => {
    await using given = await givenLookups(store, { budgets: 'LINKEDIN.PROFILE=2/day' })
    const askAll = () => Promise.all(people.map((one) => given.ask(slug(one))))

    const first = await askAll()
    const calls = given.calls().length
    given.clock.now = new Date('2026-11-21T12:00:00Z')
    const next = await askAll()

    expect(first.map(({ kind }) => kind).sort()).toEqual(['DEFERRED', 'DEFERRED', 'DEFERRED', 'FOUND', 'FOUND'])
    expect(first).toContainEqual({
      kind: 'DEFERRED',
      because: 'BUDGET',
      retryAt: '2026-11-21T12:00:00.000Z',
      jobId: null,
    })
    expect(calls).toBe(2)
    expect(next.map(({ kind }) => kind).sort()).toEqual(['DEFERRED', 'FOUND', 'FOUND', 'FOUND', 'FOUND'])
    expect(given.calls()).toHaveLength(4)
  })

  it('spends one budget in several gateways, and keeps it over a restart', async () => {
    await using given = await givenLookups(store, { budgets: 'LINKEDIN.PROFILE=3/day' })

    const answers = await Promise.all(people.map((one) => given.gateway().lookup(given.questionAbout(slug(one)))))

    expect(answers.filter(({ kind }) => kind === 'FOUND')).toHaveLength(3)
    expect(given.calls()).toHaveLength(3)
    expect(await given.gateway().budgets.status(given.accountOf('Marie Curie'))).toContainEqual({
      method: 'PROFILE',
      used: 3,
      limit: 3,
      windowMs: 24 * hour,
      resetsAt: '2026-11-21T12:00:00.000Z',
      closedUntil: null,
      source: 'CONFIGURED',
    })
  })

  it('asks nobody after a 429 until Retry-After is over, but other accounts and methods go on', async () => {
    await using given = await givenLookups(store)
    const marie = given.accountOf('Marie Curie')
    given.sandbox.faults.add({
      match: { path: '/users/', account_id: marie.unipileId },
      fault: '429',
      retryAfter: 7200,
      times: 100,
    })

    const storm = await given.ask(slug('margaret-hamilton'))
    const during = await Promise.all(people.map((one) => given.ask(slug(one))))
    const calls = given.calls().length
    const company = await given.ask(companySlug('menlo-lamps'))
    const other = await given.ask(slug('margaret-hamilton'), { accounts: [given.accountOf('Nikola Tesla')] })
    given.sandbox.faults.clear()
    given.clock.now = new Date('2026-11-20T14:00:00Z')
    const after = await given.ask(slug('margaret-hamilton'))

    const deferred = { kind: 'DEFERRED', because: 'BUDGET', retryAt: '2026-11-20T14:00:00.000Z', jobId: null }
    expect([storm, ...during]).toEqual(Array.from({ length: 6 }, () => deferred))
    expect(calls).toBe(1)
    expect([company.kind, other.kind, after.kind]).toEqual(['FOUND', 'FOUND', 'FOUND'])
    expect(given.calls()).toHaveLength(4)
  })

  it.each([
    { what: 'does not say how long', said: {} },
    { what: 'says that it is over', said: { retryAfter: 0 } },
  ])('backs off for an hour and more when a 429 $what', async ({ said }) => {
    await using given = await givenLookups(store)
    given.sandbox.faults.add({ match: { path: '/users/' }, fault: '429', times: 1, ...said })

    const answer = await given.ask(slug('margaret-hamilton'))

    expect(answer).toMatchObject({ kind: 'DEFERRED', retryAt: '2026-11-20T13:07:30.000Z' })
    expect(await given.budgets.status(given.accountOf('Marie Curie'))).toContainEqual(
      expect.objectContaining({ method: 'PROFILE', closedUntil: '2026-11-20T13:07:30.000Z', source: 'PROVIDER' }),
    )
    expect(given.calls()).toHaveLength(1)
  })

  it('takes a burst of 500s for a push-back, and tries one when it is over', async () => {
    await using given = await givenLookups(store, { atOnce: 1 })
    given.sandbox.faults.add({ match: { path: '/users/' }, fault: '500' })
    const askAll = () => Promise.all(people.map((one) => given.ask(slug(one))))

    const burst = await askAll()
    const calls = given.calls().length
    given.clock.now = new Date('2026-11-20T13:00:00Z')
    await askAll()
    const retried = given.calls().length
    given.sandbox.faults.clear()
    given.clock.now = new Date('2026-11-20T14:00:00Z')
    const well = await askAll()

    expect(burst.map(({ kind }) => kind).sort()).toEqual(['DEFERRED', 'DEFERRED', 'PROBLEM', 'PROBLEM', 'PROBLEM'])
    expect(burst).toContainEqual(expect.objectContaining({ problem: 'UNAVAILABLE' }))
    expect([calls, retried]).toEqual([3, 4])
    expect(well.every(({ kind }) => kind === 'FOUND')).toBe(true)
  })

  it('gives up on an upstream that hangs, and stores nothing of it', async () => {
    await using given = await givenLookups(store, { liveTimeoutMs: 200 })
    given.sandbox.faults.add({ match: { path: '/users/' }, fault: 'hang', times: 1 })

    const hung = await given.ask(slug('margaret-hamilton'))
    const stored = await given.ask(slug('margaret-hamilton'), { policy: { kind: 'NEVER' } })

    expect(hung).toMatchObject({ kind: 'PROBLEM', problem: 'UNAVAILABLE', retryAt: null })
    expect(stored).toEqual({ kind: 'NOT_ASKED' })
    expect(given.calls()).toHaveLength(1)
  })

  it('takes neither a cut answer nor half of one for an answer', async () => {
    await using given = await givenLookups(store)
    given.sandbox.faults.add({ match: { path: '/users/' }, fault: 'cut', times: 1 })

    const cut = await given.ask(slug('margaret-hamilton'))
    const stored = await given.ask(slug('margaret-hamilton'), { policy: { kind: 'NEVER' } })

    expect(cut).toMatchObject({ kind: 'PROBLEM', problem: 'UNAVAILABLE' })
    expect(stored).toEqual({ kind: 'NOT_ASKED' })
    expect(given.calls()).toHaveLength(1)
  })

  it('waits for a slow answer once, however many want it', async () => {
    await using given = await givenLookups(store)
    given.sandbox.faults.add({ match: { path: '/users/' }, fault: 'slow', delayMs: 80 })

    const answers = await Promise.all(Array.from({ length: 20 }, () => given.ask(slug('margaret-hamilton'))))

    expect(answers.every(({ kind }) => kind === 'FOUND')).toBe(true)
    expect(given.calls()).toHaveLength(1)
  })

  it('tells which parts a throttled profile lacks, closes the budget, and asks again when it may', async () => {
    await using given = await givenLookups(store)
    given.sandbox.faults.add({ match: { path: '/users/' }, fault: 'throttled', times: 1 })

    const partial = await given.ask(slug('margaret-hamilton'))
    const closed = await given.ask(slug('margaret-hamilton'))
    const calls = given.calls().length
    given.clock.now = new Date('2026-11-20T14:00:00Z')
    const whole = await given.ask(slug('margaret-hamilton'))

    expect(partial).toMatchObject({ kind: 'FOUND', profile: { missingSections: [expect.any(String)] }, unmet: null })
    expect(closed).toMatchObject({ kind: 'FOUND', unmet: { kind: 'DEFERRED', because: 'BUDGET' } })
    expect(calls).toBe(1)
    expect(whole).toMatchObject({ kind: 'FOUND', profile: { missingSections: [] }, unmet: null })
    expect(given.calls()).toHaveLength(2)
  })

  it('notices an account that its provider has logged out, and does not ask through it again', async () => {
    await using given = await givenLookups(store, { reconnectUrl: ({ id }) => `https://reconnect.example/${id}` })
    const marie = given.accountOf('Marie Curie')
    given.sandbox.faults.add({ match: { account_id: marie.unipileId }, fault: 'disconnected' })

    const answer = await given.ask(slug('margaret-hamilton'))
    const [status] = await store.sql<{ status: string }>(
      { name: 'test_status', text: 'select status from account where id = $1' },
      [marie.id],
    )

    const reconnectUrl = `https://reconnect.example/${marie.id}`
    expect(answer).toEqual({
      kind: 'PROBLEM',
      problem: 'RECONNECT_NEEDED',
      accountId: marie.id,
      retryAt: null,
      reconnectUrl,
    })
    expect(status).toEqual({ status: 'RECONNECT_NEEDED' })
    expect(given.calls()).toHaveLength(1)
  })

  it('goes on with another account when the first is logged out', async () => {
    await using given = await givenLookups(store)
    const accounts = [given.accountOf('Rosalind Franklin'), given.accountOf('Nikola Tesla')]

    const answer = await given.ask(slug('margaret-hamilton'), { accounts })

    expect(answer).toMatchObject({ kind: 'FOUND', profile: { accountId: accounts[1]?.id } })
    expect(given.calls()).toHaveLength(1)
  })
})
