import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startOperation } from '../../src/domain/lookup.ts'
import type { Store } from '../../src/store/open.ts'
import { databases } from '../harness/databases.ts'
import { givenLookups, phone, slug } from './harness.ts'

describe.each(databases)('lookups on $name', ({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('makes one call for a hundred questions about one person at the same time', async () => {
    await using given = await givenLookups(store)
    const operation = startOperation()

    const answers = await Promise.all(
      Array.from({ length: 100 }, () => given.ask(slug('margaret-hamilton'), { operation })),
    )

    expect(given.calls()).toHaveLength(1)
    expect(new Set(answers.map((answer) => answer.kind === 'FOUND' && answer.userId)).size).toBe(1)
    expect(answers[99]).toMatchObject({ kind: 'FOUND', profile: { missingSections: [] }, unmet: null })
    expect(operation).toMatchObject({ upstreamCalls: [{ method: 'PROFILE' }], deduped: 99 })
  })

  it('makes one call when two gateways ask at the same time', async () => {
    await using given = await givenLookups(store)
    const gateways = [given.gateway(), given.gateway()]

    const answers = await Promise.all(
      gateways.flatMap(({ lookup }) =>
        Array.from({ length: 10 }, () => lookup(given.questionAbout(slug('margaret-hamilton')))),
      ),
    )

    expect(given.calls()).toHaveLength(1)
    expect(answers.every((answer) => answer.kind === 'FOUND')).toBe(true)
  })

  it('makes no second call for a profile that is there, by any of its names', async () => {
    await using given = await givenLookups(store)
    const first = await given.ask(slug('margaret-hamilton'))
    const internalId =
      given.sandbox.world.users.find(({ publicId }) => publicId === 'margaret-hamilton')?.internalId ?? ''
    const operation = startOperation()

    const again = await given.ask(
      { ...slug(internalId), kind: 'PROVIDER_INTERNAL_ID', scope: 'LINKEDIN_CLASSIC' },
      { operation },
    )

    expect(again).toEqual(first)
    expect(given.calls()).toHaveLength(1)
    expect(operation).toMatchObject({ upstreamCalls: [], cacheHits: 1 })
  })

  it('asks again for what is older than wanted, and always when told so', async () => {
    await using given = await givenLookups(store)
    const ask = (policy: Parameters<typeof given.ask>[1]) => given.ask(slug('margaret-hamilton'), policy)
    await ask({ policy: { kind: 'IF_MISSING' } })
    given.clock.now = new Date(given.clock.now.getTime() + 60_000)

    await ask({ policy: { kind: 'IF_STALE', maxAgeMs: 60_000 } })
    const young = given.calls().length
    await ask({ policy: { kind: 'IF_STALE', maxAgeMs: 59_999 } })
    const old = given.calls().length
    await ask({ policy: { kind: 'ALWAYS' } })

    expect([young, old, given.calls().length]).toEqual([1, 2, 3])
  })

  it('never calls when told not to', async () => {
    await using given = await givenLookups(store)

    const answer = await given.ask(slug('margaret-hamilton'), { policy: { kind: 'NEVER' } })

    expect(answer).toEqual({ kind: 'NOT_ASKED' })
    expect(given.calls()).toHaveLength(0)
  })

  it('remembers that there is nobody, until that is too old', async () => {
    await using given = await givenLookups(store)
    const nobody = { kind: 'NOT_FOUND', at: '2026-11-20T12:00:00.000Z' }

    const answers = [await given.ask(slug('no-such-person')), await given.ask(slug('no-such-person'))]
    const calls = given.calls().length
    given.clock.now = new Date('2026-11-28T12:00:00Z')
    const later = await given.ask(slug('no-such-person'))

    expect(answers).toEqual([nobody, nobody])
    expect(calls).toBe(1)
    expect(later).toEqual({ kind: 'NOT_FOUND', at: '2026-11-28T12:00:00.000Z' })
    expect(given.calls()).toHaveLength(2)
  })

  it('knows everybody whom a sync has read without a call, whichever spelling of a phone is asked for', async () => {
    await using given = await givenLookups(store)
    await given.backfill()
    const accounts = [given.accountOf('33612340001')]

    const answer = await given.ask(phone('12025550190'), { accounts, wants: 'IDENTITY' })

    expect(answer).toMatchObject({ kind: 'FOUND', unmet: null })
    expect(given.calls()).toHaveLength(0)
  })

  it('asks through the account that has most of its budget left', async () => {
    await using given = await givenLookups(store, { budgets: 'LINKEDIN.PROFILE=2/day' })
    const marie = given.accountOf('Marie Curie')
    const accounts = [marie, given.accountOf('Nikola Tesla')]
    await given.ask(slug('margaret-hamilton'), { accounts: [marie] })

    const answer = await given.ask(slug('barbara-liskov'), { accounts })

    expect(answer).toMatchObject({ kind: 'FOUND', profile: { accountId: accounts[1]?.id } })
    expect(given.calls().map(({ account }) => account)).toEqual(accounts.map(({ unipileId }) => unipileId))
  })

  it('asks about no more people than one operation may', async () => {
    await using given = await givenLookups(store)
    const operation = startOperation(1)

    const answers = await Promise.all(
      ['margaret-hamilton', 'barbara-liskov', 'tim-berners-lee'].map((one) => given.ask(slug(one), { operation })),
    )

    expect(answers.map(({ kind }) => kind)).toEqual(['FOUND', 'DEFERRED', 'DEFERRED'])
    expect(answers[1]).toMatchObject({ because: 'OPERATION_CAP', retryAt: '2026-11-20T12:00:00.000Z' })
    expect(given.calls()).toHaveLength(1)
  })
})
