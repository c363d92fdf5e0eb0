import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'
import { graphql } from '../harness/graphql.ts'
import { globalId, type Seed } from '../harness/seed.ts'

const Nodes = graphql(`
  query Nodes($ids: [ID!]!) {
    nodes(ids: $ids) { __typename id }
  }
`)

const One = graphql(`
  query One($id: ID!, $account: ID!) {
    node(id: $id) { id }
    account(id: $account) { id name owner { displayName } }
  }
`)

async function givenOneOfEach(given: Seed) {
  const ada = await given.user({ name: 'Ada', internalId: 'ada' })
  const account = await given.account({ owner: 'ada' })
  const attendee = await given.attendee(account, ada, { isSelf: true })
  const chat = await given.chat(account)
  const message = await given.message(chat)
  const rows = { Account: account, User: ada, Attendee: attendee, Chat: chat, Message: message }
  return Object.entries(rows).map(([type, row]) => ({ __typename: type, id: globalId(type, row) }))
}

describe.each(databases)('an id, on $name', ({ open }) => {
  const start = useGateway(open)

  it('finds what it names, in the order asked for, however often', async () => {
    await using api = await start()
    const expected = await givenOneOfEach(api.given)
    const ids = expected.map(({ id }) => id)

    const { nodes } = await api.query(Nodes, { ids: [...ids, ...ids.toReversed()] })

    expect(nodes).toEqual([...expected, ...expected.toReversed()])
  })

  it('finds nothing when nothing has it', async () => {
    await using api = await start()
    const account = await api.given.account({ name: 'Ada' })
    const nobody = globalId('User', { id: '999999999999' })

    const found = await api.query(One, { id: nobody, account: globalId('Account', account) })
    const { nodes } = await api.query(Nodes, { ids: [nobody, globalId('Account', account), nobody] })
    const missing = await api.query(One, { id: nobody, account: globalId('Account', { id: 999_999 }) })

    expect(found).toEqual({
      node: null,
      account: { id: globalId('Account', account), name: 'Ada', owner: null },
    })
    expect(nodes).toEqual([null, { __typename: 'Account', id: globalId('Account', account) }, null])
    expect(missing).toEqual({ node: null, account: null })
  })

  it('of another workspace names nothing', async () => {
    await using api = await start()
    await using other = await start()
    const theirs = await givenOneOfEach(other.given)
    await api.given.account()

    const { nodes } = await api.query(Nodes, { ids: theirs.map(({ id }) => id) })

    expect(nodes).toEqual(theirs.map(() => null))
  })
})
