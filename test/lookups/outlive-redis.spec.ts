import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRedisShare } from '../../src/lookups/redis-share.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { openLine } from '../harness/line.ts'
import { until } from '../live/harness.ts'
import { givenGateway } from './gateway.ts'
import { slug } from './harness.ts'

const redisUrl = process.env['TEST_REDIS_URL'] ?? ''

const inbox = `
  query ($name: String!, $id: ID!) {
    chats(first: 1) { nodes { id } }
    user(ref: { publicId: { provider: LINKEDIN, value: $name } }, account: $id, lookup: ALWAYS) {
      __typename
      ... on UserDeferred { because retryAt }
    }
  }`
const budgets = 'query ($id: ID!) { account(id: $id) { budgets { used } } }'

type Inbox = { readonly chats: { readonly nodes: readonly unknown[] }; readonly user: Record<string, unknown> }

describe.skipIf(!redisUrl)('a gateway whose Redis', () => {
  let store: Store
  beforeAll(async () => {
    store = await openStore({ directory: null })
  })
  afterAll(() => store.close())

  async function givenLine(parts: AsyncDisposableStack) {
    const line = parts.use(await openLine(redisUrl))
    const options = { url: line.url, namespace: randomUUID(), flightLeaseMs: 60_000, onError() {} }
    const shared = parts.use(await openRedisShare(options))
    const given = parts.use(await givenGateway(store, { shared, budgets: 'LINKEDIN.PROFILE=2/day' }))
    await given.backfill()
    return { line, given }
  }

  it.each(['cut', 'silent'] as const)('can not be reached at first (%s) does not start', async (how) => {
    await using line = await openLine(redisUrl)
    line.fail(how)

    await expect(openRedisShare({ url: line.url, namespace: '', flightLeaseMs: 1, onError() {} })).rejects.toThrow(
      'REDIS_URL names a Redis server that can not be opened (it does not answer).',
    )
  })

  it.each([
    ['is gone', 'cut'],
    ['is silent', 'silent'],
  ] as const)('%s answers the rest at once, asks nobody, and counts on when it is back', async (_what, how) => {
    await using parts = new AsyncDisposableStack()
    const { line, given } = await givenLine(parts)
    const id = given.accountId('Marie Curie')
    const ask = (name: string) => given.query<Inbox>(inbox, { name, id })
    const before = await ask('margaret-hamilton')

    line.fail(how)
    const startedAt = performance.now()
    const [lost, uncounted] = await Promise.all([ask('barbara-liskov'), given.query(budgets, { id })])
    const tookMs = performance.now() - startedAt
    const askedMeanwhile = given.calls().length
    line.mend()

    expect(before.data.user['__typename']).toBe('User')
    expect(lost.errors).toBeUndefined()
    expect(lost.data.chats.nodes).toHaveLength(1)
    expect(lost.data.user).toEqual({
      __typename: 'UserDeferred',
      because: 'UNCOUNTED',
      retryAt: '2026-11-20T12:00:05.000Z',
    })
    expect(uncounted.errors?.map(({ extensions }) => extensions.code)).toEqual(['BUDGETS_UNAVAILABLE'])
    expect(askedMeanwhile).toBe(1)
    expect(tookMs).toBeLessThan(3_000)

    await until(async () => (await ask('barbara-liskov')).data.user['because'] !== 'UNCOUNTED')
    expect((await ask('nobody-at-all')).data.user).toMatchObject({ __typename: 'UserDeferred', because: 'BUDGET' })
    expect(given.calls()).toHaveLength(2)
  })

  it('goes while a provider is asked gives the answer, and lets others ask about the same user afterwards', async () => {
    await using parts = new AsyncDisposableStack()
    const { line, given } = await givenLine(parts)
    given.sandbox.faults.add({ match: { path: '/users/' }, fault: 'slow', delayMs: 500, times: 1 })

    const asked = given.ask(slug('margaret-hamilton'))
    await until(async () => given.calls().length === 1)
    line.fail('cut')
    const answer = await asked
    line.mend()

    expect(answer.kind).toBe('FOUND')
    const again = () => given.ask(slug('margaret-hamilton'), { policy: { kind: 'ALWAYS' } })
    await until(async () => (await again()).kind === 'FOUND', 20_000)
  })

  it('goes while a provider pushes back tells that it did', async () => {
    await using parts = new AsyncDisposableStack()
    const { line, given } = await givenLine(parts)
    given.sandbox.faults.add({ match: { path: '/users/' }, fault: '429', retryAfter: 600, times: 1 })
    given.sandbox.faults.latencyMs = 500

    const asked = given.ask(slug('margaret-hamilton'))
    await until(async () => given.calls().length === 1)
    line.fail('cut')

    expect(await asked).toMatchObject({ kind: 'DEFERRED', because: 'BUDGET', retryAt: '2026-11-20T12:10:00.000Z' })
  })
})
