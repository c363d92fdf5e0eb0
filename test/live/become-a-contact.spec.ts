import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { castAccounts, castUsers } from '../../src/sandbox/cast.ts'
import { graphql } from '../harness/graphql.ts'
import { liveWriter } from './live-writer.ts'
import { subscribe } from './subscribe.ts'
import { AcceptInvitation, SendInvitation } from './writing.ts'

describe('becoming a contact', async () => {
  const { live, writer } = await liveWriter()

  const User = graphql(`
    query ($ref: UserRef!, $account: ID!) {
      user(ref: $ref, account: $account) {
        ... on User {
          knownStatus(account: $account) {
            __typename
            ... on Unknown { because }
            ... on Known { primary { __typename kind account { unipileId } } }
          }
        }
      }
    }
  `)

  async function statusOf(slug: string) {
    const ref = { publicId: { provider: 'LINKEDIN' as const, value: slug } }
    const account = await writer.accountId(castAccounts.marieLinkedin)
    const { user } = await live.query(User, { ref, account })
    return 'knownStatus' in user ? user.knownStatus : null
  }

  it('happens to an unknown member who accepts an invitation', async () => {
    const { publicId, internalId } = castUsers.margaretLinkedin
    const before = await statusOf(publicId ?? '')
    const account = await writer.accountId(castAccounts.marieLinkedin)
    const user = { publicId: { provider: 'LINKEDIN' as const, value: publicId ?? '' } }
    const input = { account, user, message: 'Shall we land somewhere?', idempotencyKey: randomUUID() }

    const { sendInvitation } = await live.query(SendInvitation, { input })
    const invited = await statusOf(publicId ?? '')
    const since = 'cursor' in sendInvitation ? sendInvitation.cursor : null
    const subscription = await subscribe<{ told: { __typename: string; user: { internalId: string } } }>(
      live.url,
      `subscription ($since: ChangeCursor) {
        told: relationshipChanged(since: $since) {
          __typename
          ... on BecameKnown { user { internalId } }
          ... on ReasonAdded { user { internalId } reason }
        }
      }`,
      { since },
    )
    live.upstream.emit({ type: 'new_relation', account_id: castAccounts.marieLinkedin, user: internalId })
    const told = await subscription.take(2)
    subscription.close()

    const unknown = { __typename: 'Unknown', because: 'PUBLIC_WITHOUT_CHAT' }
    expect([before, invited]).toEqual([unknown, unknown])
    expect(sendInvitation).toMatchObject({ __typename: 'InvitationSent', user: { internalId } })
    expect(told.map((change) => change.told)).toEqual([
      { __typename: 'BecameKnown', user: { internalId } },
      { __typename: 'ReasonAdded', user: { internalId }, reason: 'CONTACT' },
    ])
    expect(await statusOf(publicId ?? '')).toMatchObject({ __typename: 'Known', primary: { kind: 'CONTACT' } })
  })

  it('reaches the provider as the note and member that were asked for', async () => {
    const user = writer.stranger('LINKEDIN')
    const input = await writer.byInternalId(castAccounts.marieLinkedin, user)

    await live.query(SendInvitation, { input: { ...input, message: 'We met on the train.' } })

    const { world } = live.upstream
    const account = world.findAccount(castAccounts.marieLinkedin)
    expect(account && world.invitations.find(account, user)).toMatchObject({
      direction: 'SENT',
      text: 'We met on the train.',
    })
  })

  it('happens to who invited the account, once, and is refused when nobody did', async () => {
    const from = () => writer.byInternalId(castAccounts.marieLinkedin, castUsers.timLinkedin)
    const accepting = { input: await from() }
    const unknown = await statusOf(castUsers.timLinkedin.publicId ?? '')
    const before = writer.writes()
    const since = (await live.changes()).length

    const first = await live.query(AcceptInvitation, accepting)
    const second = await live.query(AcceptInvitation, accepting)
    const another = await live.query(AcceptInvitation, { input: await from() })
    await live.settled()

    expect(unknown).toEqual({ __typename: 'Unknown', because: 'PUBLIC_WITHOUT_CHAT' })
    expect(first.acceptInvitation).toEqual({
      cursor: expect.any(String),
      __typename: 'InvitationAccepted',
      user: { knownStatus: { primary: { kind: 'CONTACT' } } },
    })
    expect(second).toEqual(first)
    expect(another.acceptInvitation.__typename).toBe('NoInvitation')
    expect(writer.writes() - before).toBe(1)
    const told = (await live.changes()).slice(since).filter(({ reason }) => reason === 'CONTACT')
    expect(told).toHaveLength(1)
  })

  it('is known by the provider’s answer to the acceptance, while no list or webhook has told it', async () => {
    live.unplug()
    const user = writer.inviterOf(castAccounts.marieLinkedin)

    await live.query(AcceptInvitation, { input: await writer.byInternalId(castAccounts.marieLinkedin, user) })

    const ref = { internalId: { provider: 'LINKEDIN' as const, value: user.internalId } }
    const status = await live.query(
      graphql(`
        query ($ref: UserRef!, $account: ID!) {
          user(ref: $ref, account: $account, lookup: NEVER) {
            ... on User { knownStatus(account: $account) { ... on Known { reasons { kind source summary } } } }
          }
        }
      `),
      { ref, account: await writer.accountId(castAccounts.marieLinkedin) },
    )
    const summary = expect.stringMatching(/^Relation of .+ on LinkedIn\.$/)
    expect(status).toEqual({ user: { knownStatus: { reasons: [{ kind: 'CONTACT', source: 'WRITE', summary }] } } })
    expect((await live.changes()).at(-1)).toMatchObject({ kind: 'REASON_ADDED', reason: 'CONTACT', source: 'WRITE' })
  })
})
