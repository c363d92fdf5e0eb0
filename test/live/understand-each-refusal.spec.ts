import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { castAccounts, castChats, castUsers } from '../../src/sandbox/cast.ts'
import type { FaultName } from '../../src/sandbox/faults.ts'
import { graphql } from '../harness/graphql.ts'
import { type Asker, askerTo } from './asking.ts'
import { type Live, startLive } from './harness.ts'

const { marieLinkedin, marieWhatsapp } = castAccounts
const { marieWithAda } = castChats
const { adaLinkedin } = castUsers

describe('a write that upstream refuses', () => {
  let live: Live
  let asker: Asker

  beforeAll(async () => {
    live = await startLive({ sandbox: { now: () => Date.now() } })
    asker = askerTo(live)
  })
  afterAll(() => live[Symbol.asyncDispose]())
  beforeEach(() => live.upstream.faults.clear())

  const refusalOf: Partial<Record<FaultName, string>> = {
    no_connection_with_recipient: 'NotAContact',
    blocked_recipient: 'RecipientUnreachable',
    user_unreachable: 'RecipientUnreachable',
    invalid_recipient: 'RecipientUnreachable',
    cannot_invite_attendee: 'RecipientUnreachable',
    insufficient_credits: 'InsufficientCredits',
    not_allowed_inmail: 'InsufficientCredits',
    feature_not_subscribed: 'InsufficientCredits',
    cant_send_message: 'ChatReadOnly',
    already_connected: 'AlreadyContact',
    too_many_requests: 'BudgetSpent',
    limit_exceeded: 'BudgetSpent',
    cannot_resend_yet: 'BudgetSpent',
    disconnected_account: 'ReconnectNeeded',
    feature_not_implemented: 'NotSupported',
    already_invited_recently: 'RefusedByProvider',
    unprocessable_entity: 'RefusedByProvider',
  }

  const writes = {
    startChat: { method: 'POST', path: '/chats', ask: async () => asker.startChat(await asker.toWhatsapp()) },
    sendMessage: {
      method: 'POST',
      path: '/messages',
      ask: async () => asker.sendMessage(await asker.into(marieWithAda)),
    },
    setChatRead: {
      method: 'PATCH',
      path: '/chats/',
      ask: async () => asker.setChatRead(await asker.into(marieWithAda)),
    },
    sendInvitation: {
      method: 'POST',
      path: '/users/invite',
      ask: async () => asker.sendInvitation(await asker.to(marieLinkedin)),
    },
    acceptInvitation: {
      method: 'POST',
      path: '/users/invite/received/',
      ask: async () => asker.acceptInvitation(await asker.toInviter()),
    },
  }

  describe.each(Object.entries(writes))('%s', (_mutation, { method, path, ask }) => {
    it.each(Object.entries(refusalOf))('that upstream answers by %s is refused as %s', async (fault, name) => {
      live.upstream.faults.add({ match: { method, path }, fault: fault as FaultName })

      await asker.expectRefusal(await ask(), name)
    })
  })

  it('says when it may work, if upstream does', async () => {
    live.upstream.faults.add({ match: { method: 'POST', path: '/chats' }, fault: '429', retryAfter: 3600, times: 1 })
    const before = Date.now()

    const { startChat } = await live.query(
      graphql(`
        mutation ($input: StartChatInput!) {
          startChat(input: $input) { ... on BudgetSpent { retryAt account { unipileId } } }
        }
      `),
      { input: { ...(await asker.toWhatsapp()), text: 'Hello' } },
    )

    if (!('retryAt' in startChat)) throw new Error('It is not refused')
    expect(startChat.account.unipileId).toBe(marieWhatsapp)
    const waits = Date.parse(startChat.retryAt ?? '') - before
    expect(waits).toBeGreaterThanOrEqual(3_600_000)
    expect(waits).toBeLessThan(3_660_000)
  })

  it('is not accepted when the invitation was taken back meanwhile', async () => {
    live.upstream.faults.add({ match: { method: 'POST', path: '/received/' }, fault: 'resource_not_found' })

    await asker.expectRefusal(asker.acceptInvitation(await asker.toInviter()), 'NoInvitation')
  })

  it('is not started in a chat that can’t be written in any more', async () => {
    live.upstream.faults.add({ match: { method: 'POST', path: '/messages' }, fault: 'cant_send_message' })

    await asker.expectRefusal(asker.startChat(await asker.to(marieLinkedin, adaLinkedin)), 'ChatReadOnly')
  })

  it('shows on an account that it has to be connected again', async () => {
    live.upstream.faults.add({ match: { method: 'PATCH' }, fault: 'disconnected_account' })
    await asker.setChatRead(await asker.into(castChats.nikolaWithAda))()

    const { accounts } = await live.query(graphql(`{ accounts { nodes { unipileId status } } }`))
    expect(accounts.nodes.find(({ unipileId }) => unipileId === castAccounts.nikolaLinkedin)?.status).toBe(
      'RECONNECT_NEEDED',
    )
  })
})
