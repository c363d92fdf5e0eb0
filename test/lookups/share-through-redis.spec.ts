import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRedisShare } from '../../src/lookups/redis-share.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { givenLookups, slug } from './harness.ts'

const url = process.env['TEST_REDIS_URL'] ?? ''

describe.skipIf(!url)('gateways that share through Redis', () => {
  let store: Store
  beforeAll(async () => {
    store = await openStore({ directory: null })
  })
  afterAll(() => store.close())

  const open = (namespace = randomUUID()) =>
    openRedisShare({
      url,
      namespace,
      flightLeaseMs: 60_000,
      onError: (error) => {
        throw error
      },
    })

  it('make one call for one person', async () => {
    await using shared = await open()
    await using given = await givenLookups(store, { shared })
    const gateways = [given.gateway(), given.gateway()]

    await Promise.all(gateways.map(({ lookup }) => lookup(given.questionAbout(slug('margaret-hamilton')))))

    expect(given.calls()).toHaveLength(1)
  })

  it('spend one budget, and close it for each other', async () => {
    await using shared = await open()
    await using given = await givenLookups(store, { shared, budgets: 'LINKEDIN.PROFILE=2/day' })
    const people = ['margaret-hamilton', 'barbara-liskov', 'tim-berners-lee'].map(slug)

    const answers = await Promise.all(people.map((one) => given.gateway().lookup(given.questionAbout(one))))
    const [status] = await given.gateway().budgets.status(given.accountOf('Marie Curie'))

    expect(answers.map(({ kind }) => kind).sort()).toEqual(['DEFERRED', 'FOUND', 'FOUND'])
    expect(status).toMatchObject({ used: 2, limit: 2 })
    expect(given.calls()).toHaveLength(2)
  })

  it('ask nobody after a 429 that one of them met', async () => {
    await using shared = await open()
    await using given = await givenLookups(store, { shared })
    given.sandbox.faults.add({ match: { path: '/users/' }, fault: '429', retryAfter: 600, times: 1 })

    const answers = [
      await given.gateway().lookup(given.questionAbout(slug('margaret-hamilton'))),
      await given.gateway().lookup(given.questionAbout(slug('barbara-liskov'))),
    ]

    expect(answers.map(({ kind }) => kind)).toEqual(['DEFERRED', 'DEFERRED'])
    expect(given.calls()).toHaveLength(1)
  })
})
