import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { castAccounts, castChats } from '../../src/sandbox/cast.ts'
import { until } from './harness.ts'
import { liveWriter } from './live-writer.ts'
import { AcceptInvitation, readAgain, SendInvitation, SetChatRead } from './writing.ts'

const marie = castAccounts.marieLinkedin

describe('a write of which nobody knows', async () => {
  const { live, writer } = await liveWriter()
  for (const { id, source } of live.upstream.webhooks.list()) if (source !== 'users') live.upstream.webhooks.remove(id)
  beforeEach(() => live.upstream.faults.clear())

  const lose = (method: string, path: string, { isDone }: { isDone: boolean }) =>
    live.upstream.faults.add({ match: { method, path }, fault: '504', times: 1, isDoneFirst: isDone })

  async function unreadChat() {
    live.upstream.emit({ type: 'message_received', chat_id: castChats.marieWithAda })
    await readAgain(live, marie)
    const { id, unreadCount } = await writer.findChat(({ unipileId }) => unipileId === castChats.marieWithAda)
    expect(unreadCount).toBeGreaterThan(0)
    return { chat: id, idempotencyKey: randomUUID() }
  }

  it('has marked the chat that is read when it is looked at', async () => {
    const input = await unreadChat()
    lose('PATCH', '/chats/', { isDone: true })
    const before = writer.writes()
    const first = await live.query(SetChatRead, { input })

    await readAgain(live, marie)
    const second = await live.query(SetChatRead, { input })

    expect(first.setChatRead.__typename).toBe('OutcomeUnknown')
    expect(second.setChatRead).toMatchObject({ __typename: 'ChatReadSet', chat: { unreadCount: 0 } })
    expect(writer.writes() - before).toBe(1)
  })

  it('stays unknown while the chat is as it was', async () => {
    const input = await unreadChat()
    lose('PATCH', '/chats/', { isDone: false })
    const before = writer.writes()
    await live.query(SetChatRead, { input })

    await readAgain(live, marie)

    expect((await live.query(SetChatRead, { input })).setChatRead.__typename).toBe('OutcomeUnknown')
    expect(writer.writes() - before).toBe(1)
  })

  it('has sent the invitation that waits', async () => {
    const user = writer.stranger('LINKEDIN')
    const input = await writer.byInternalId(marie, user)
    lose('POST', '/users/invite', { isDone: true })
    const before = writer.writes()
    const first = await live.query(SendInvitation, { input })

    await readAgain(live, marie)
    const second = await live.query(SendInvitation, { input })

    expect(first.sendInvitation.__typename).toBe('OutcomeUnknown')
    expect(second.sendInvitation).toMatchObject({
      __typename: 'InvitationSent',
      user: { internalId: user.internalId, displayName: `${user.firstName} ${user.lastName}` },
    })
    expect(writer.writes() - before).toBe(1)
  })

  it('has sent the invitation that was accepted before anybody looked', async () => {
    const user = writer.stranger('LINKEDIN')
    const input = await writer.byInternalId(marie, user)
    lose('POST', '/users/invite', { isDone: true })
    const first = await live.query(SendInvitation, { input })

    live.upstream.emit({ type: 'new_relation', account_id: marie, user: user.internalId })
    await live.settled()
    const second = await live.query(SendInvitation, { input })

    expect(first.sendInvitation.__typename).toBe('OutcomeUnknown')
    expect(second.sendInvitation).toMatchObject({
      __typename: 'InvitationSent',
      user: { internalId: user.internalId, knownStatus: { __typename: 'Known' } },
    })
  })

  it('stays unknown while neither invitation nor contact is seen, and is not sent again', async () => {
    const input = await writer.byInternalId(marie, writer.stranger('LINKEDIN'))
    lose('POST', '/users/invite', { isDone: false })
    const before = writer.writes()
    await live.query(SendInvitation, { input })

    await readAgain(live, marie)

    expect((await live.query(SendInvitation, { input })).sendInvitation.__typename).toBe('OutcomeUnknown')
    expect(writer.writes() - before).toBe(1)
  })

  it('has accepted the invitation of whom a webhook says to be a contact', async () => {
    const input = await writer.byInternalId(marie, writer.inviterOf(marie))
    lose('POST', '/users/invite/received/', { isDone: true })
    const before = writer.writes()
    await live.query(AcceptInvitation, { input })

    const accept = async () => (await live.query(AcceptInvitation, { input })).acceptInvitation
    await until(async () => (await accept()).__typename === 'InvitationAccepted')

    expect(await accept()).toMatchObject({ user: { knownStatus: { primary: { kind: 'CONTACT' } } } })
    expect(writer.writes() - before).toBe(1)
  })

  it('has accepted the invitation of whom the contact list has, when the webhook is lost', async () => {
    for (const { id } of live.upstream.webhooks.list()) live.upstream.webhooks.remove(id)
    const input = await writer.byInternalId(marie, writer.inviterOf(marie))
    lose('POST', '/users/invite/received/', { isDone: true })
    const before = writer.writes()
    const first = await live.query(AcceptInvitation, { input })

    await readAgain(live, marie)
    const second = await live.query(AcceptInvitation, { input })

    expect(first.acceptInvitation.__typename).toBe('OutcomeUnknown')
    expect(second.acceptInvitation).toMatchObject({
      __typename: 'InvitationAccepted',
      user: { knownStatus: { primary: { kind: 'CONTACT' } } },
    })
    expect(writer.writes() - before).toBe(1)
  })
})
