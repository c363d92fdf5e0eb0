import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { castAccounts, castChats, castUsers, phoneWithoutWhatsapp } from '../../src/sandbox/cast.ts'
import type { FaultName } from '../../src/sandbox/faults.ts'
import { graphql } from '../harness/graphql.ts'
import { type Live, startLive } from './harness.ts'
import {
  AcceptInvitation,
  SendInvitation,
  SendMessage,
  SetChatRead,
  StartChat,
  type Writer,
  writerTo,
} from './writing.ts'

const { marieLinkedin, marieWhatsapp, rosalindLinkedin } = castAccounts
const { adaLinkedin, annieLinkedin, johnLinkedin, thomasLinkedin, claudeLinkedin } = castUsers
const { donaldLinkedin, edsgerLinkedin, timLinkedin } = castUsers
const { marieAdvertOfLamps, marieWithAda, marieWithKatherine } = castChats

describe('what is not written', () => {
  let live: Live
  let writer: Writer

  beforeAll(async () => {
    live = await startLive({ sandbox: { now: () => Date.now() } })
    writer = writerTo(live)
    live.upstream.emit({ type: 'delete_chat', chat_id: marieWithKatherine })
  })
  afterAll(() => live[Symbol.asyncDispose]())
  beforeEach(() => live.upstream.faults.clear())

  /** Asks for a write, with the same key each time it is called. */
  type Ask = () => Promise<{ readonly __typename: string; readonly message?: string; readonly cursor?: string }>

  const to = (account: string, { internalId }: { internalId: string } = writer.stranger('LINKEDIN')) =>
    writer.byInternalId(account, { internalId })
  const toPhone = async (phone: string | null) => ({
    account: await writer.accountId(marieWhatsapp),
    user: { text: { text: `+${phone}`, provider: 'WHATSAPP' as const } },
    idempotencyKey: randomUUID() as string,
  })
  const toWhatsapp = () => toPhone(writer.stranger('WHATSAPP').phone)
  const into = async (unipileId: string) => ({
    chat: (await writer.findChat((chat) => chat.unipileId === unipileId)).id,
    idempotencyKey: randomUUID() as string,
  })
  type Directed = Awaited<ReturnType<typeof to> | ReturnType<typeof toPhone>>
  type Within = Awaited<ReturnType<typeof into>>

  const startChat = (input: Directed & { inmail?: boolean }): Ask => {
    return async () => (await live.query(StartChat, { input: { ...input, text: 'Hello' } })).startChat
  }
  const sendMessage = (input: Within): Ask => {
    return async () => (await live.query(SendMessage, { input: { ...input, text: 'Hello' } })).sendMessage
  }
  const setChatRead = (input: Within): Ask => {
    return async () => (await live.query(SetChatRead, { input })).setChatRead
  }
  const sendInvitation = (input: Directed): Ask => {
    return async () => (await live.query(SendInvitation, { input })).sendInvitation
  }
  const acceptInvitation = (input: Directed): Ask => {
    return async () => (await live.query(AcceptInvitation, { input })).acceptInvitation
  }
  const invited = () => to(marieLinkedin, writer.inviterOf(marieLinkedin))

  async function isRefused(ask: Ask, name: string) {
    const changes = (await live.changes()).length
    const answer = await ask()
    const writes = writer.writes()

    expect(answer).toEqual({ __typename: name, message: expect.stringMatching(/^(?!That was not possible)[A-Z].+\.$/) })
    expect(await ask()).toEqual(answer)
    expect(writer.writes()).toBe(writes)
    expect((await live.changes()).length).toBe(changes)
  }

  type Case = readonly [name: string, of: string, ask: () => Promise<Ask>]

  const cases: Readonly<Record<string, readonly Case[]>> = {
    startChat: [
      ['NotAContact', 'a stranger on LinkedIn', async () => startChat(await to(marieLinkedin))],
      ['RecipientUnreachable', 'who blocks it', async () => startChat(await to(marieLinkedin, thomasLinkedin))],
      ['RecipientUnreachable', 'who takes none', async () => startChat(await to(marieLinkedin, claudeLinkedin))],
      ['RecipientUnreachable', 'no WhatsApp', async () => startChat(await toPhone(phoneWithoutWhatsapp))],
      [
        'InsufficientCredits',
        'an InMail too many',
        async () => startChat({ ...(await to(marieLinkedin, johnLinkedin)), inmail: true }),
      ],
      ['ReconnectNeeded', 'a logged out account', async () => startChat(await to(rosalindLinkedin, annieLinkedin))],
    ],
    sendMessage: [
      ['ChatReadOnly', 'an advert', async () => sendMessage(await into(marieAdvertOfLamps))],
      ['RecipientUnreachable', 'a chat that is deleted', async () => sendMessage(await into(marieWithKatherine))],
    ],
    setChatRead: [
      ['RecipientUnreachable', 'a chat that is deleted', async () => setChatRead(await into(marieWithKatherine))],
    ],
    sendInvitation: [
      ['AlreadyContact', 'a contact', async () => sendInvitation(await to(marieLinkedin, adaLinkedin))],
      ['RecipientUnreachable', 'who blocks it', async () => sendInvitation(await to(marieLinkedin, thomasLinkedin))],
      ['BudgetSpent', 'who was invited', async () => sendInvitation(await to(marieLinkedin, donaldLinkedin))],
      ['BudgetSpent', 'who is asked too soon', async () => sendInvitation(await to(marieLinkedin, edsgerLinkedin))],
      ['ReconnectNeeded', 'a logged out account', async () => sendInvitation(await to(rosalindLinkedin))],
      ['NotSupported', 'a network without it', async () => sendInvitation(await toWhatsapp())],
    ],
    acceptInvitation: [
      ['NoInvitation', 'who has not invited', async () => acceptInvitation(await to(marieLinkedin))],
      [
        'ReconnectNeeded',
        'a logged out account',
        async () => acceptInvitation(await to(rosalindLinkedin, timLinkedin)),
      ],
      ['NotSupported', 'a network without it', async () => acceptInvitation(await toWhatsapp())],
    ],
  }

  describe.each(Object.entries(cases))('%s', (_mutation, rows) => {
    it.each(rows)('is refused as %s: %s', async (name, _of, ask) => {
      await isRefused(await ask(), name)
    })
  })

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
    unprocessable_entity: 'RefusedByProvider',
  }

  const writes = {
    startChat: { method: 'POST', path: '/chats', ask: async () => startChat(await toWhatsapp()) },
    sendMessage: { method: 'POST', path: '/messages', ask: async () => sendMessage(await into(marieWithAda)) },
    setChatRead: { method: 'PATCH', path: '/chats/', ask: async () => setChatRead(await into(marieWithAda)) },
    sendInvitation: { method: 'POST', path: '/users/invite', ask: async () => sendInvitation(await to(marieLinkedin)) },
    acceptInvitation: {
      method: 'POST',
      path: '/users/invite/received/',
      ask: async () => acceptInvitation(await invited()),
    },
  }

  describe.each(Object.entries(writes))('%s', (_mutation, { method, path, ask }) => {
    it.each(Object.entries(refusalOf))('that upstream answers by %s is refused as %s', async (fault, name) => {
      live.upstream.faults.add({ match: { method, path }, fault: fault as FaultName })

      await isRefused(await ask(), name)
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
      { input: { ...(await toWhatsapp()), text: 'Hello' } },
    )

    if (!('retryAt' in startChat)) throw new Error('It is not refused')
    expect(startChat.account.unipileId).toBe(marieWhatsapp)
    const waits = Date.parse(startChat.retryAt ?? '') - before
    expect(waits).toBeGreaterThanOrEqual(3_600_000)
    expect(waits).toBeLessThan(3_660_000)
  })

  it('is not accepted when the invitation was taken back meanwhile', async () => {
    live.upstream.faults.add({ match: { method: 'POST', path: '/received/' }, fault: 'resource_not_found' })

    await isRefused(acceptInvitation(await invited()), 'NoInvitation')
  })

  it('is not started in a chat that can’t be written in any more', async () => {
    live.upstream.faults.add({ match: { method: 'POST', path: '/messages' }, fault: 'cant_send_message' })

    await isRefused(startChat(await to(marieLinkedin, adaLinkedin)), 'ChatReadOnly')
  })

  it('shows on an account that it has to be connected again', async () => {
    live.upstream.faults.add({ match: { method: 'PATCH' }, fault: 'disconnected_account' })
    await setChatRead(await into(castChats.nikolaWithAda))()

    const { accounts } = await live.query(graphql(`{ accounts { nodes { unipileId status } } }`))
    expect(accounts.nodes.find(({ unipileId }) => unipileId === castAccounts.nikolaLinkedin)?.status).toBe(
      'RECONNECT_NEEDED',
    )
  })
})
