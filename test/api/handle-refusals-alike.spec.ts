import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'
import { graphql } from '../harness/graphql.ts'
import { globalId } from '../harness/seed.ts'

const Refused = graphql(`
  query Refused {
    nobody: user(ref: { publicId: { provider: X, value: "nobody" } }, lookup: NEVER) { __typename ... on Problem { message } }
    junk: user(ref: { unipileId: "?" }) { __typename ... on Problem { message } }
  }
`)
const RefusedMutation = graphql(`
  mutation RefusedMutation($account: ID!, $delivery: ID!, $join: ID!) {
    setAccountCountry(input: { account: $account, country: "ZZ" }) { __typename ... on Problem { message } }
    replayWebhookDelivery(input: { delivery: $delivery }) { __typename ... on Problem { message } }
    undoIdentityJoin(input: { join: $join }) { __typename ... on Problem { message } }
  }
`)

describe.each(databases.slice(0, 1))('whatever is refused', ({ open }) => {
  const start = useGateway(open)

  it('says why in one way, so that kinds to come need no new code', async () => {
    await using api = await start()
    const { id } = await api.given.account()

    const { nobody, junk } = await api.query(Refused)
    const { setAccountCountry, replayWebhookDelivery, undoIdentityJoin } = await api.query(RefusedMutation, {
      account: globalId('Account', { id }),
      delivery: globalId('WebhookDelivery', { id: 1 }),
      join: globalId('IdentityJoin', { id: 1 }),
    })

    const message = expect.stringMatching(/\w/)
    expect(nobody).toEqual({ __typename: 'UserNotFound', message })
    expect(junk).toEqual({ __typename: 'InvalidIdentifier', message })
    expect(setAccountCountry).toEqual({ __typename: 'UnknownCountry', message })
    expect(replayWebhookDelivery).toEqual({ __typename: 'NothingToReplay', message })
    expect(undoIdentityJoin).toEqual({ __typename: 'NothingToUndo', message })
  })
})
