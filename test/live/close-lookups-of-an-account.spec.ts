import { expect, it } from 'vitest'
import { castAccounts } from '../../src/sandbox/cast.ts'
import { createRandom } from '../../src/sandbox/world/random.ts'
import { addStranger } from '../../src/sandbox/world/strangers.ts'
import { graphql } from '../harness/graphql.ts'
import { startLive } from './harness.ts'

const LookUp = graphql(`
  query ($slug: String!, $account: ID!) {
    user(ref: { publicId: { provider: LINKEDIN, value: $slug } }, account: $account, lookup: IF_MISSING) {
      __typename
      ... on User { publicId }
      ... on ProviderProblem { class message reconnectUrl account { status } }
    }
    account(id: $account) { status }
  }
`)

it('asks nothing through an account whose owner must log in again, until that is done', async () => {
  await using live = await startLive({
    environment: { ACQUAINT_RECONNECT_URL: 'https://example.com/reconnect/{account}' },
  })
  const account_id = castAccounts.nikolaLinkedin
  const account = await live.accountId(account_id)
  const [first = '', second = ''] = [1, 2].map(
    (seed) => addStranger(live.upstream.world, createRandom(seed), 'LINKEDIN').publicId ?? '',
  )
  const lookUp = (slug: string) => live.query(LookUp, { slug, account })
  const asked = () => live.upstream.requests.filter((request) => request.class === 'live').length
  expect((await lookUp(first)).user).toEqual({ __typename: 'User', publicId: first })
  const before = asked()
  expect(before).toBeGreaterThan(0)

  live.upstream.emit({ type: 'account_status', account_id, status: 'CREDENTIALS' })
  await live.settled()

  const closed = await lookUp(second)
  expect(closed.account?.status).toBe('RECONNECT_NEEDED')
  expect(closed.user).toEqual({
    __typename: 'ProviderProblem',
    class: 'RECONNECT_NEEDED',
    message: expect.any(String),
    reconnectUrl: `https://example.com/reconnect/${account_id}`,
    account: { status: 'RECONNECT_NEEDED' },
  })
  expect(asked()).toBe(before)

  live.upstream.emit({ type: 'account_status', account_id, status: 'RECONNECTED' })
  await live.settled()

  const open = await lookUp(second)
  expect(open.account?.status).toBe('OK')
  expect(open.user).toEqual({ __typename: 'User', publicId: second })
  expect(asked()).toBeGreaterThan(before)
})
