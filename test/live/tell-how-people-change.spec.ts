import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts, castChats, castUsers } from '../../src/sandbox/cast.ts'
import { graphql } from '../harness/graphql.ts'
import { type Live, startLive } from './harness.ts'
import { subscribe } from './subscribe.ts'

const { alanWhatsapp, graceWhatsapp, katherineLinkedin } = castUsers

const Changes = graphql(`
  query ($since: ChangeCursor) {
    relationshipChanges(since: $since, first: 100) {
      nodes {
        __typename
        ... on IdentityJoined { user { id } formerUserId join { id source proof { value } undoneAt } }
        ... on IdentitySplit { user { id } other { id internalId } join { id undoneAt } }
        ... on IdentifierChanged { user { internalId } kind before now }
        ... on JoinedSharedGroup { user { internalId } account { unipileId } group { unipileId } source }
      }
    }
  }
`)
const relationshipChanged = /* GraphQL */ `
  subscription ($since: ChangeCursor) { told: relationshipChanged(since: $since) { __typename } }
`
const FindByPhone = graphql(`
  query ($phone: String!, $account: ID!) {
    user(ref: { text: { text: $phone, provider: WHATSAPP } }, account: $account, lookup: IF_MISSING) {
      __typename
      ... on User { id }
    }
  }
`)
const UserById = graphql(`query ($id: ID!) { user(ref: { id: $id }) { ... on User { id internalId } } }`)
const Undo = graphql(`
  mutation ($join: ID!) { undoIdentityJoin(input: { join: $join }) { __typename ... on Problem { message } } }
`)

describe('how people change', () => {
  let live: Live

  beforeAll(async () => {
    live = await startLive()
  })
  afterAll(() => live[Symbol.asyncDispose]())

  const end = async () => (await live.query(graphql(`{ latestChangeCursor }`))).latestChangeCursor
  const all = async (since: string) => (await live.query(Changes, { since })).relationshipChanges.nodes
  async function told(since: string, kind: string) {
    return (await all(since)).filter((change) => change.__typename === kind)
  }
  /** The kinds of what was told, which who subscribes hears as well. */
  async function heard(since: string) {
    const kinds = (await all(since)).map((change) => change.__typename)
    const subscription = await subscribe<{ told: { __typename: string } }>(live.url, relationshipChanged, { since })
    expect((await subscription.take(kinds.length)).map((answer) => answer.told.__typename)).toEqual(kinds)
    subscription.close()
    return kinds
  }

  it('tells that two were one, with the proof, and that they were taken apart', async () => {
    const account = await live.accountId(castAccounts.marieWhatsapp)
    const { user: byPhone } = await live.query(FindByPhone, { phone: `+${alanWhatsapp.phone}`, account })
    const since = await end()

    live.upstream.emit({ type: 'show_phone', account_id: castAccounts.marieWhatsapp, user: alanWhatsapp.internalId })
    live.upstream.emit({
      type: 'message_received',
      chat_id: castChats.marieWhatsappGroup,
      user: alanWhatsapp.internalId,
      text: 'That was me',
    })
    await live.settled()

    const [joined, ...others] = await told(since, 'IdentityJoined')
    expect(others).toEqual([])
    if (joined?.__typename !== 'IdentityJoined' || !joined.join) throw new Error('No join was told')
    const formerUserId = 'id' in byPhone ? byPhone.id : ''
    const [lid, jid] = [alanWhatsapp.lid, `${alanWhatsapp.phone}@s.whatsapp.net`]
    expect(joined).toMatchObject({ formerUserId, join: { source: 'WEBHOOK', undoneAt: null } })
    expect(joined.join.proof.map(({ value }) => value).sort()).toEqual([lid, jid].sort())
    expect((await live.query(UserById, { id: formerUserId })).user).toEqual({ id: joined.user.id, internalId: jid })

    const { undoIdentityJoin } = await live.query(Undo, { join: joined.join.id })

    expect(undoIdentityJoin.__typename).toBe('IdentityJoinUndone')
    expect(await told(since, 'IdentitySplit')).toEqual([
      {
        __typename: 'IdentitySplit',
        user: { id: joined.user.id },
        other: { id: formerUserId, internalId: jid },
        join: { id: joined.join.id, undoneAt: expect.any(String) },
      },
    ])
    expect((await live.query(UserById, { id: joined.user.id })).user).toEqual({ id: joined.user.id, internalId: lid })
    const kinds = await heard(since)
    expect(kinds.filter((kind) => kind !== 'IdentifierChanged')).toEqual(['IdentityJoined', 'IdentitySplit'])

    await live.read(castAccounts.marieWhatsapp, { whole: true })

    const { user: again } = await live.query(FindByPhone, { phone: `+${alanWhatsapp.phone}`, account })
    expect(again).toEqual({ __typename: 'User', id: formerUserId })
    expect((await live.query(UserById, { id: joined.user.id })).user).toEqual({ id: joined.user.id, internalId: lid })
  })

  it('tells that somebody goes by another public ID', async () => {
    const since = await end()
    live.upstream.emit({
      type: 'change_public_id',
      account_id: castAccounts.marieLinkedin,
      user: katherineLinkedin.internalId,
      public_id: 'katherine-of-orbit',
    })

    await live.read(castAccounts.marieLinkedin, { whole: true })

    expect(await told(since, 'IdentifierChanged')).toEqual([
      {
        __typename: 'IdentifierChanged',
        user: { internalId: katherineLinkedin.internalId },
        kind: 'PROVIDER_PUBLIC_ID',
        before: 'katherine-johnson',
        now: 'katherine-of-orbit',
      },
    ])
  })

  it('tells who joins a group that the account is in', async () => {
    await live.read(castAccounts.marieWhatsapp)
    const since = await end()
    live.upstream.emit({
      type: 'join_group',
      chat_id: castChats.marieWhatsappGroup,
      user: graceWhatsapp.internalId,
    })

    await live.read(castAccounts.marieWhatsapp)

    expect(await told(since, 'JoinedSharedGroup')).toEqual([
      {
        __typename: 'JoinedSharedGroup',
        user: { internalId: graceWhatsapp.internalId },
        account: { unipileId: castAccounts.marieWhatsapp },
        group: { unipileId: castChats.marieWhatsappGroup },
        source: 'GROUP_MEMBERS',
      },
    ])
    expect(await heard(since)).toEqual(['JoinedSharedGroup', 'ReasonAdded'])
  })
})
