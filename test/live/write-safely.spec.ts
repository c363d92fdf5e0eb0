import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { castAccounts, castChats, castUsers, recruiterId, salesNavigatorId } from '../../src/sandbox/cast.ts'
import { createRandom } from '../../src/sandbox/world/random.ts'
import { addStranger } from '../../src/sandbox/world/strangers.ts'
import type { User } from '../../src/sandbox/world/types.ts'
import { graphql } from '../harness/graphql.ts'
import { type Live, startLive, until } from './harness.ts'

const StartChat = graphql(`
  mutation ($input: StartChatInput!) {
    startChat(input: $input) {
      __typename
      ... on ChatStarted {
        cursor
        chat { id unipileId }
sentMessage { text isOwn }
        user { id knownStatus { __typename ... on Known { primary { kind } } } }
      }
      ... on Problem { message }
    }
  }
`)

const SendMessage = graphql(`
  mutation ($input: SendMessageInput!) {
    sendMessage(input: $input) {
      __typename
      ... on MessageSent { sentMessage { id text } cursor }
      ... on Problem { message }
    }
  }
`)

describe('writing', () => {
  let live: Live

  beforeAll(async () => {
    live = await startLive({ sandbox: { now: () => Date.now() } })
  })
  afterAll(() => live[Symbol.asyncDispose]())
  beforeEach(() => live.upstream.faults.clear())

  const writes = (method = 'POST') =>
    live.upstream.requests.filter((request) => request.method === method && request.class === 'write').length

  async function accountId(unipileId: string): Promise<string> {
    const { accounts } = await live.query(graphql(`{ accounts { nodes { id unipileId } } }`))
    return accounts.nodes.find((account) => account.unipileId === unipileId)?.id ?? ''
  }

  /** Somebody whom no account knows. */
  function stranger(provider: User['provider']): User {
    const { world } = live.upstream
    return addStranger(world, createRandom(world.users.length), provider)
  }

  async function whatsapp(extra: { text?: string; key?: string } = {}) {
    const user = stranger('WHATSAPP')
    const input = {
      account: await accountId(castAccounts.marieWhatsapp),
      user: { text: { text: `+${user.phone}`, provider: 'WHATSAPP' as const } },
      text: extra.text ?? 'Good morning',
      idempotencyKey: extra.key ?? randomUUID(),
    }
    return { user, input }
  }

  it('makes a stranger known at once, in the answer itself', async () => {
    const { input } = await whatsapp()

    const { startChat } = await live.query(StartChat, { input })

    expect(startChat).toMatchObject({
      __typename: 'ChatStarted',
      sentMessage: { text: 'Good morning', isOwn: true },
      user: { knownStatus: { __typename: 'Known', primary: { kind: 'EXISTING_CHAT' } } },
    })
    await live.settled()
    const messages = await live.app.store.sql<{ count: number }>({
      name: 'test_echoes',
      text: `select count(*)::int as count from message where text = 'Good morning'`,
    })
    expect(messages).toEqual([{ count: 1 }])
  })

  it('writes once for a key, however often and from wherever it is asked', async () => {
    const { input } = await whatsapp({ text: 'Just once' })
    const before = writes()

    const answers = await Promise.all(Array.from({ length: 5 }, () => live.query(StartChat, { input })))
    const later = await live.query(StartChat, { input })

    expect(writes() - before).toBe(1)
    const chats = [...answers, later].map(({ startChat }) => 'chat' in startChat && startChat.chat?.unipileId)
    expect(new Set(chats).size).toBe(1)
    const other = { ...input, text: 'Something else' }
    expect((await live.query(StartChat, { input: other })).startChat.__typename).toBe('IdempotencyKeyReused')
  })

  const attendeesWrittenTo = () => live.upstream.world.chats.at(-1)?.members.map(({ providerId }) => providerId)

  it.each([
    ['CLASSIC', (user: User) => user.internalId, true],
    ['SALES_NAVIGATOR', salesNavigatorId, false],
    ['RECRUITER', recruiterId, false],
  ] as const)('starts a LinkedIn chat from %s by the id of that product', async (product, idIn, inmail) => {
    const user = stranger('LINKEDIN')
    const input = {
      account: await accountId(castAccounts.marieLinkedin),
      user: { internalId: { provider: 'LINKEDIN' as const, value: idIn(user) } },
      text: `From ${product}`,
      product,
      inmail,
      idempotencyKey: randomUUID(),
    }

    const { startChat } = await live.query(StartChat, { input })

    expect(startChat).toMatchObject({
      __typename: 'ChatStarted',
      user: { knownStatus: { __typename: 'Known', primary: { kind: 'EXISTING_CHAT' } } },
    })
    expect(attendeesWrittenTo()).toEqual([idIn(user)])
  })

  it('asks for the id of the product when only another is known, before anything goes out', async () => {
    const user = stranger('LINKEDIN')
    const before = writes()

    const { startChat } = await live.query(StartChat, {
      input: {
        account: await accountId(castAccounts.marieLinkedin),
        user: { internalId: { provider: 'LINKEDIN', value: user.internalId } },
        text: 'Hello',
        product: 'RECRUITER',
        idempotencyKey: randomUUID(),
      },
    })

    expect(startChat.__typename).toBe('IdentifierMissing')
    expect(writes()).toBe(before)
  })

  it('writes to an Instagram user by the id for messaging, once a lookup has told it', async () => {
    const user = stranger('INSTAGRAM')
    const account = await accountId(castAccounts.studioInstagram)
    const ref = { publicId: { provider: 'INSTAGRAM' as const, value: user.publicId ?? '' } }
    const input = { account, user: ref, text: 'What a picture!', idempotencyKey: randomUUID() }
    const unread = await live.query(StartChat, { input })
    await live.query(
      graphql(`query ($ref: UserRef!, $account: ID!) { user(ref: $ref, account: $account) { __typename } }`),
      {
        ref,
        account,
      },
    )

    const { startChat } = await live.query(StartChat, { input })

    expect(unread.startChat.__typename).toBe('UserNotFound')
    expect(startChat.__typename).toBe('ChatStarted')
    expect(user.messagingId).not.toBeNull()
    expect(attendeesWrittenTo()).toEqual([user.messagingId])
  })

  it('goes on with the chat there is', async () => {
    const { input } = await whatsapp({ text: 'First' })
    const { startChat: first } = await live.query(StartChat, { input })

    const again = { ...input, text: 'Second', idempotencyKey: randomUUID() }
    const { startChat: second } = await live.query(StartChat, { input: again })

    if (!('chat' in first) || !('chat' in second)) throw new Error('no chat')
    expect(second.chat?.id).toBe(first.chat?.id)
  })

  it.each(['504', 'cut'] as const)(
    'never repeats a write answered by %s, and settles it by what it sees',
    async (fault) => {
      const { input } = await whatsapp({ text: `Lost in ${fault}` })
      live.upstream.faults.add({ match: { method: 'POST', path: '/chats' }, fault, times: 1, isDoneFirst: true })
      const before = writes()

      const { startChat } = await live.query(StartChat, { input })

      expect(startChat.__typename === 'OutcomeUnknown' || startChat.__typename === 'ChatStarted').toBe(true)
      await until(async () => (await live.query(StartChat, { input })).startChat.__typename === 'ChatStarted')
      expect(writes() - before).toBe(1)
    },
  )

  it('says that nobody knows, when a write may have happened and is not seen', async () => {
    const { input } = await whatsapp({ text: 'Into the void' })
    live.upstream.faults.add({ match: { method: 'POST', path: '/chats' }, fault: '504', times: 1 })
    const before = writes()

    const first = await live.query(StartChat, { input })
    const second = await live.query(StartChat, { input })

    expect([first, second].map(({ startChat }) => startChat.__typename)).toEqual(['OutcomeUnknown', 'OutcomeUnknown'])
    expect(writes() - before).toBe(1)
  })

  it('refuses by name what the provider refuses', async () => {
    const user = stranger('LINKEDIN')
    const account = await accountId(castAccounts.marieLinkedin)
    const input = {
      account,
      user: { internalId: { provider: 'LINKEDIN' as const, value: user.internalId } },
      text: 'Hello',
      idempotencyKey: randomUUID(),
    }
    const before = (await live.changes()).length

    const { startChat } = await live.query(StartChat, { input })

    expect(startChat.__typename).toBe('NotAContact')
    expect((await live.changes()).length).toBe(before)
    live.upstream.faults.add({ match: { method: 'POST', path: '/chats' }, fault: '429', retryAfter: 60, times: 1 })
    const spent = await live.query(StartChat, { input: { ...input, idempotencyKey: randomUUID() } })
    expect(spent.startChat.__typename).toBe('BudgetSpent')
  })

  it('sends nothing when the chat leads to somebody else than the client saw', async () => {
    const { input } = await whatsapp({ text: 'Are you there?' })
    const { startChat } = await live.query(StartChat, { input })
    const chat = ('chat' in startChat && startChat.chat?.id) || ''
    const { node } = await live.query(
      graphql(`query ($id: ID!) { node(id: $id) { ... on Chat { replyTarget { fingerprint user { id } } } } }`),
      { id: chat },
    )
    const expectTarget = (node && 'replyTarget' in node && node.replyTarget.fingerprint) || ''
    const message = { chat, expectTarget, text: 'For your eyes only' }
    const sent = await live.query(SendMessage, { input: { ...message, idempotencyKey: randomUUID() } })
    expect(sent.sendMessage).toMatchObject({ __typename: 'MessageSent', sentMessage: { text: 'For your eyes only' } })

    const text = `
      update users set redirect_to_id = (
        select a.user_id from chat c
        join attendee a on a.account_id = c.account_id and a.provider_id = c.peer_provider_id where c.id = $1::bigint)
      where id = (select max(id) from users)`
    const [, chatRow] = Buffer.from(chat, 'base64url').toString().split(':')
    await live.app.store.sql({ name: 'test_merge', text }, [chatRow])
    const before = writes()
    const changed = await live.query(SendMessage, { input: { ...message, idempotencyKey: randomUUID() } })

    expect(changed.sendMessage.__typename).toBe('TargetChanged')
    expect(writes()).toBe(before)
  })

  it('says that a chat can’t be written in', async () => {
    const { chats } = await live.query(graphql(`{ chats(first: 100) { nodes { id unipileId readOnly } } }`))
    const chat = chats.nodes.find(({ readOnly }) => readOnly)
    if (!chat) throw new Error('Every chat can be written in')

    const { sendMessage } = await live.query(SendMessage, {
      input: { chat: chat.id, text: 'Hello?', idempotencyKey: randomUUID() },
    })

    expect(sendMessage.__typename).toBe('ChatReadOnly')
  })

  it('marks a chat as read, here and upstream', async () => {
    const { chat_id } = live.upstream.emit({ type: 'message_received', chat_id: castChats.marieWithAda })
    await live.settled()
    const { chats } = await live.query(graphql(`{ chats(first: 100) { nodes { id unipileId unreadCount } } }`))
    const chat = chats.nodes.find(({ unipileId }) => unipileId === chat_id)
    expect(chat?.unreadCount).toBeGreaterThan(0)

    const { setChatRead } = await live.query(
      graphql(`mutation ($input: SetChatReadInput!) {
        setChatRead(input: $input) { ... on ChatReadSet { chat { unreadCount } } }
      }`),
      { input: { chat: chat?.id ?? '', idempotencyKey: randomUUID() } },
    )

    expect(setChatRead).toEqual({ chat: { unreadCount: 0 } })
    expect(live.upstream.world.findChat(chat_id ?? '')?.unreadCount).toBe(0)
  })

  it('makes a contact of who invited the account, once, and says when nobody did', async () => {
    const AcceptInvitation = graphql(`
      mutation ($input: AcceptInvitationInput!) {
        acceptInvitation(input: $input) {
          __typename
          ... on InvitationAccepted { user { knownStatus { ... on Known { primary { kind } } } } }
        }
      }
    `)
    const account = await accountId(castAccounts.marieLinkedin)
    const from = ({ internalId: value }: Pick<User, 'internalId'>) => ({
      input: { account, user: { internalId: { provider: 'LINKEDIN' as const, value } }, idempotencyKey: randomUUID() },
    })
    const accepting = from(castUsers.timLinkedin)
    const before = writes()
    const since = (await live.changes()).length

    const first = await live.query(AcceptInvitation, accepting)
    const second = await live.query(AcceptInvitation, accepting)
    const another = await live.query(AcceptInvitation, from(castUsers.timLinkedin))
    await live.settled()

    expect(first.acceptInvitation).toEqual({
      __typename: 'InvitationAccepted',
      user: { knownStatus: { primary: { kind: 'CONTACT' } } },
    })
    expect(second).toEqual(first)
    expect(another.acceptInvitation.__typename).toBe('NoInvitation')
    expect(writes() - before).toBe(1)
    const told = (await live.changes()).slice(since).filter(({ reason }) => reason === 'CONTACT')
    expect(told).toHaveLength(1)
  })
})
