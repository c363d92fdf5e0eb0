import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { refusal, useGateway } from '../harness/gateway.ts'
import { graphql } from '../harness/graphql.ts'
import { globalId } from '../harness/seed.ts'

const KnownStatusOf = graphql(`
  query KnownStatusOf($id: ID!, $account: ID) {
    node(id: $id) {
      ... on User {
        knownStatus(account: $account) {
          __typename
          ... on Known { reasons { kind account { name } } }
          ... on Undetermined { because }
          ... on Self { account { name } }
        }
        attendees { totalCount nodes { account { name } } }
      }
    }
  }
`)

const LastKnownOf = graphql(`
  query LastKnownOf($id: ID!, $account: ID) {
    node(id: $id) {
      ... on User {
        knownStatus(account: $account) {
          ... on Unknown { because lastKnown { reasons { summary } } }
          ... on Undetermined {
            why: because
            lastKnown { since reasons { summary source account { name } ... on ContactReason { since endedAt } } }
          }
        }
      }
    }
  }
`)

describe.each(databases)('a user seen by several accounts, on $name', ({ open }) => {
  const start = useGateway(open)

  it('is known for the reasons of all of them', async () => {
    await using api = await start()
    const ada = await api.given.account({ name: 'Ada' })
    const alan = await api.given.account({ name: 'Alan' })
    const grace = await api.given.user()
    const attendee = await api.given.attendee(ada, grace)
    await api.given.chat(ada, { participants: [attendee] })
    await api.given.attendee(alan, grace, { contact: { since: null } })

    const id = globalId('User', grace)
    const { node: byAll } = await api.query(KnownStatusOf, { id })
    const { node: byAda } = await api.query(KnownStatusOf, { id, account: globalId('Account', ada) })

    const contact = { kind: 'CONTACT', account: { name: 'Alan' } }
    const chat = { kind: 'EXISTING_CHAT', account: { name: 'Ada' } }
    expect(byAll).toEqual({
      knownStatus: { __typename: 'Known', reasons: [contact, chat] },
      attendees: { totalCount: 2, nodes: [{ account: { name: 'Ada' } }, { account: { name: 'Alan' } }] },
    })
    expect(byAda).toMatchObject({ knownStatus: { __typename: 'Known', reasons: [chat] } })
  })

  it('is known as contact before upstream lists them as attendee', async () => {
    await using api = await start()
    const ada = await api.given.account({ name: 'Ada' })
    const grace = await api.given.user()
    await api.given.contact(ada, grace)

    const { node } = await api.query(KnownStatusOf, { id: globalId('User', grace) })

    const reasons = [{ kind: 'CONTACT', account: { name: 'Ada' } }]
    expect(node).toMatchObject({ knownStatus: { __typename: 'Known', reasons }, attendees: { totalCount: 0 } })
  })

  it('is neither known nor unknown where the account is their own', async () => {
    await using api = await start()
    const account = await api.given.account({ name: 'Ada' })
    const ada = await api.given.user({ name: 'Ada' })
    await api.given.attendee(account, ada, { isSelf: true })

    const { node } = await api.query(KnownStatusOf, { id: globalId('User', ada) })

    expect(node).toMatchObject({ knownStatus: { __typename: 'Self', account: { name: 'Ada' } } })
  })

  it.each([
    ['NOT_SYNCED', false],
    ['NOT_LOOKED_UP', true],
  ])('is undetermined, because %s, when nobody knows them', async (because, backfilled) => {
    await using api = await start()
    await api.given.account({ backfilled })
    const grace = await api.given.user()

    const { node } = await api.query(KnownStatusOf, { id: globalId('User', grace) })

    expect(node).toMatchObject({ knownStatus: { __typename: 'Undetermined', because } })
  })

  it('was last known as the contact that they were, where that has ended', async () => {
    await using api = await start()
    const [ada, alan, barbara] = [
      await api.given.account({ name: 'Ada' }),
      await api.given.account({ name: 'Alan' }),
      await api.given.account({ name: 'Barbara' }),
    ]
    const grace = await api.given.user()
    const [first, second] = ['2024-05-01T00:00:00.000Z', '2025-05-01T00:00:00.000Z']
    await api.given.contact(ada, grace, { since: first, endedAt: '2026-11-20T00:00:00.000Z' })
    await api.given.contact(alan, grace, { since: second, endedAt: '2026-11-21T00:00:00.000Z' })

    const id = globalId('User', grace)
    const { node } = await api.query(LastKnownOf, { id })
    const { node: byBarbara } = await api.query(LastKnownOf, { id, account: globalId('Account', barbara) })

    const lastKnown = {
      since: first,
      reasons: [
        {
          summary: 'Relation of Alan on LinkedIn since 2025-05-01, until that was found to have ended on 2026-11-21.',
          source: 'RELATION_LIST',
          account: { name: 'Alan' },
          since: second,
          endedAt: '2026-11-21T00:00:00.000Z',
        },
        expect.objectContaining({ account: { name: 'Ada' }, endedAt: '2026-11-20T00:00:00.000Z' }),
      ],
    }
    expect(node).toEqual({ knownStatus: { why: 'NOT_LOOKED_UP', lastKnown } })
    expect(byBarbara).toEqual({ knownStatus: { why: 'NOT_LOOKED_UP', lastKnown: null } })
  })

  it('was last known so too where the provider has shown them since', async () => {
    await using api = await start()
    const ada = await api.given.account({ name: 'Ada' })
    const grace = await api.given.user()
    await api.given.contact(ada, grace, { endedAt: '2026-11-20T00:00:00.000Z' })
    await api.given.profile(ada, grace)

    const { node } = await api.query(LastKnownOf, { id: globalId('User', grace) })

    const summary = 'Relation of Ada on LinkedIn, until that was found to have ended on 2026-11-20.'
    expect(node).toEqual({
      knownStatus: { because: 'PUBLIC_WITHOUT_CHAT', lastKnown: { reasons: [{ summary }] } },
    })
  })

  it('can not be asked about on behalf of an account on another network', async () => {
    await using api = await start()
    const whatsapp = await api.given.account({ provider: 'WHATSAPP' })
    const grace = await api.given.user({ provider: 'LINKEDIN' })
    const account = globalId('Account', whatsapp)

    const { extensions } = await refusal(api.query(KnownStatusOf, { id: globalId('User', grace), account }))

    expect(extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'account' })
  })
})
