import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { castAccounts, castChats, castUsers, recruiterId, salesNavigatorId } from '../../src/sandbox/cast.ts'
import type { User } from '../../src/sandbox/world/types.ts'
import { graphql } from '../harness/graphql.ts'
import { liveWriter } from './live-writer.ts'
import { StartChat } from './writing.ts'

const FindUser = graphql(`
  query ($ref: UserRef!, $account: ID!, $lookup: LookupPolicy) {
    user(ref: $ref, account: $account, lookup: $lookup) { __typename }
  }
`)

describe('starting a chat', async () => {
  const { live, writer } = await liveWriter()

  const attendeesWrittenTo = () => live.upstream.world.chats.at(-1)?.members.map(({ providerId }) => providerId)

  it('makes a stranger known at once, in the answer itself', async () => {
    const { input } = await writer.toStranger(castAccounts.marieWhatsapp)

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

  it.each([
    ['CLASSIC', (user: User) => user.internalId, true],
    ['SALES_NAVIGATOR', salesNavigatorId, false],
    ['RECRUITER', recruiterId, false],
  ] as const)('on LinkedIn uses, from %s, the id of that product', async (product, idIn, inmail) => {
    const user = writer.stranger('LINKEDIN')
    const ref = await writer.byInternalId(castAccounts.marieLinkedin, { internalId: idIn(user) })
    const input = { ...ref, text: `From ${product}`, product, inmail }

    const { startChat } = await live.query(StartChat, { input })

    expect(startChat).toMatchObject({
      __typename: 'ChatStarted',
      user: { knownStatus: { __typename: 'Known', primary: { kind: 'EXISTING_CHAT' } } },
    })
    expect(attendeesWrittenTo()).toEqual([idIn(user)])
  })

  it('asks for the id of the product when only another is known, before anything goes out', async () => {
    const before = writer.writes()
    const ref = await writer.byInternalId(castAccounts.marieLinkedin, writer.stranger('LINKEDIN'))

    const { startChat } = await live.query(StartChat, { input: { ...ref, text: 'Hello', product: 'RECRUITER' } })

    expect(startChat.__typename).toBe('IdentifierMissing')
    expect(writer.writes()).toBe(before)
  })

  it('says that the account has no such product, rather than to look for its id', async () => {
    const ref = await writer.byInternalId(castAccounts.nikolaLinkedin, writer.stranger('LINKEDIN'))

    const { startChat } = await live.query(StartChat, {
      input: { ...ref, text: 'Hello', product: 'SALES_NAVIGATOR' },
    })

    expect(startChat.__typename).toBe('InsufficientCredits')
  })

  it('says how the id of LinkedIn itself is found when only that of a product is known', async () => {
    const user = writer.stranger('LINKEDIN')
    const inNavigator = await writer.byInternalId(castAccounts.marieLinkedin, { internalId: salesNavigatorId(user) })

    const { startChat } = await live.query(StartChat, { input: { ...inNavigator, text: 'Hello', inmail: true } })

    if (!('message' in startChat)) throw new Error('It is written')
    expect(startChat.__typename).toBe('IdentifierMissing')
    expect(startChat.message).toContain('`lookup: ALWAYS`')
    await live.query(FindUser, { ref: inNavigator.user, account: inNavigator.account, lookup: 'ALWAYS' })
    const again = { ...inNavigator, text: 'Hello', inmail: true, idempotencyKey: randomUUID() }
    expect((await live.query(StartChat, { input: again })).startChat.__typename).toBe('ChatStarted')
    expect(attendeesWrittenTo()).toEqual([user.internalId])
  })

  it('on Instagram uses the id for messaging, once a lookup has told it', async () => {
    const user = writer.stranger('INSTAGRAM')
    const account = await writer.accountId(castAccounts.studioInstagram)
    const ref = { publicId: { provider: 'INSTAGRAM' as const, value: user.publicId ?? '' } }
    const input = { account, user: ref, text: 'What a picture!', idempotencyKey: randomUUID() }
    const unread = await live.query(StartChat, { input })
    await live.query(FindUser, { ref, account, lookup: 'IF_MISSING' })

    const { startChat } = await live.query(StartChat, { input })

    expect(unread.startChat).toMatchObject({
      __typename: 'UserNotFound',
      message: expect.stringContaining('Look them up first, with `user`.'),
    })
    expect(startChat.__typename).toBe('ChatStarted')
    expect(user.messagingId).not.toBeNull()
    expect(attendeesWrittenTo()).toEqual([user.messagingId])
  })

  it('goes on with the chat there is, whoever began it', async () => {
    const { input } = await writer.toStranger(castAccounts.marieWhatsapp, { text: 'First' })
    const { startChat: first } = await live.query(StartChat, { input })
    const { world, requests } = live.upstream
    const chats = world.chats.length

    const again = { ...input, text: 'Second', idempotencyKey: randomUUID() }
    const { startChat: second } = await live.query(StartChat, { input: again })

    if (!('chat' in first) || !('chat' in second)) throw new Error('no chat')
    expect(second.chat).toEqual(first.chat)
    expect(second.sentMessage?.text).toBe('Second')
    expect(world.chats).toHaveLength(chats)
    const unipileId = first.chat?.unipileId
    expect(requests.findLast(({ method }) => method === 'POST')?.path).toBe(`/chats/${unipileId}/messages`)
  })

  it('goes on with the chat that a contact has', async () => {
    const ref = await writer.byInternalId(castAccounts.marieLinkedin, castUsers.adaLinkedin)

    const { startChat } = await live.query(StartChat, { input: { ...ref, text: 'Dear Ada' } })

    expect(startChat).toMatchObject({ chat: { unipileId: castChats.marieWithAda }, sentMessage: { text: 'Dear Ada' } })
  })

  it.each([
    ['CLASSIC', castChats.marieWithGrace, castChats.marieWithGraceInSalesNavigator],
    ['SALES_NAVIGATOR', castChats.marieWithGraceInSalesNavigator, castChats.marieWithGrace],
  ] as const)(
    'goes on, from %s, with the chat of that product, whichever was the latest',
    async (product, own, other) => {
      const { account, user: ref } = await writer.byInternalId(castAccounts.marieLinkedin, {
        internalId: salesNavigatorId(castUsers.graceLinkedin),
      })
      // The profile under one product's id tells the other: one user, with a chat in each.
      const { user } = await live.query(
        graphql(`
        query ($ref: UserRef!, $account: ID!) {
          user(ref: $ref, account: $account, lookup: ALWAYS) { ... on User { id chats { nodes { unipileId } } } }
        }
      `),
        { ref, account },
      )
      if (!('id' in user)) throw new Error('Grace is not found')
      expect(user.chats.nodes.map(({ unipileId }) => unipileId).sort()).toEqual([own, other].sort())
      live.upstream.emit({ type: 'message_received', chat_id: other })
      await live.settled()

      const input = { account, user: { id: user.id }, text: `In ${product}`, product, idempotencyKey: randomUUID() }
      const { startChat } = await live.query(StartChat, { input })

      expect(startChat).toMatchObject({ chat: { unipileId: own }, sentMessage: { text: `In ${product}` } })
    },
  )
})
