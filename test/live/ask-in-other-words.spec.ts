import { hash, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { castAccounts, castChats } from '../../src/sandbox/cast.ts'
import { liveWriter } from './live-writer.ts'
import { SendInvitation, SendMessage, SetChatRead, StartChat } from './writing.ts'

describe('a key asked with again', async () => {
  const { live, writer } = await liveWriter()

  const inAda = async () => ({
    chat: (await writer.findChat(({ unipileId }) => unipileId === castChats.marieWithAda)).id,
    idempotencyKey: randomUUID() as string,
  })

  it('starts the same chat with nothing given as null', async () => {
    const { input } = await writer.toStranger(castAccounts.marieWhatsapp)
    const before = writer.writes()
    const first = await live.query(StartChat, { input })

    const text = { ...input.user.text, kind: null, country: null }
    const nulls = { ...input, user: { text }, subject: null, product: null, inmail: null }
    const second = await live.query(StartChat, { input: nulls })

    expect(first.startChat.__typename).toBe('ChatStarted')
    expect(second).toEqual(first)
    expect(writer.writes() - before).toBe(1)
  })

  it('sends the same message, marks the same chat and invites the same user with nothing given as null', async () => {
    const message = { ...(await inAda()), text: 'Once' }
    const mark = await inAda()
    const invitation = await writer.byInternalId(castAccounts.marieLinkedin, writer.stranger('LINKEDIN'))
    const before = writer.writes()
    const first = [
      (await live.query(SendMessage, { input: message })).sendMessage,
      (await live.query(SetChatRead, { input: mark })).setChatRead,
      (await live.query(SendInvitation, { input: invitation })).sendInvitation,
    ]

    const second = [
      (await live.query(SendMessage, { input: { ...message, quotes: null, expectTarget: null } })).sendMessage,
      (await live.query(SetChatRead, { input: { ...mark, read: null } })).setChatRead,
      (await live.query(SendInvitation, { input: { ...invitation, message: null } })).sendInvitation,
    ]

    expect(first.map(({ __typename }) => __typename)).toEqual(['MessageSent', 'ChatReadSet', 'InvitationSent'])
    expect(second).toEqual(first)
    expect(writer.writes() - before).toBe(3)
  })

  it('is kept as it was by gateways to which null was something', async () => {
    const { chat, idempotencyKey } = await inAda()

    await live.query(SetChatRead, { input: { idempotencyKey, chat } })

    const asked = JSON.stringify({ chat, idempotencyKey, read: true })
    const kept = await live.app.store.sql({
      name: 'test_digest',
      text: `select key from client_write where input_digest = '${hash('sha256', asked, 'base64url')}'`,
    })
    expect(kept).toEqual([{ key: idempotencyKey }])
  })

  it('is refused when something else is given for what was left out', async () => {
    const { input } = await writer.toStranger(castAccounts.marieWhatsapp)
    await live.query(StartChat, { input })

    const { startChat } = await live.query(StartChat, { input: { ...input, subject: 'Good news' } })

    expect(startChat.__typename).toBe('IdempotencyKeyReused')
  })
})
