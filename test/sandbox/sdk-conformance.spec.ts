import { UnipileClient } from 'unipile-node-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts, castAttendees, castChats, castMessage, castUsers } from '../../src/sandbox/cast.ts'
import { createSandbox } from '../../src/sandbox/index.ts'

const sandbox = createSandbox({ size: 'demo', shapes: 'strict' })
let client: UnipileClient

beforeAll(async () => {
  const { url } = await sandbox.listen()
  client = new UnipileClient(url, 'sandbox', { validateRequestPayload: true, validateRequestPayloadLevel: 'error' })
})
afterAll(() => sandbox.close())

const account_id = castAccounts.marieLinkedin

/** Every page of a list, so that every row in the world goes through the validators. */
async function countAll(page: (cursor?: string) => Promise<{ items: unknown[]; cursor: unknown }>): Promise<number> {
  let count = 0
  let cursor: string | undefined
  do {
    const { items, cursor: next } = await page(cursor)
    count += items.length
    cursor = typeof next === 'string' ? next : undefined
  } while (cursor)
  return count
}

describe('the official SDK, validating strictly, accepts', () => {
  it('accounts', async () => {
    expect(await countAll((cursor) => client.account.getAll({ limit: 4, ...(cursor ? { cursor } : {}) }))).toBe(9)
    for (const id of Object.values(castAccounts)) expect(await client.account.getOne(id)).toMatchObject({ id })
  })

  it('all chats, and one with its last message', async () => {
    const count = await countAll((cursor) =>
      client.messaging.getAllChats({ limit: 250, ...(cursor ? { cursor } : {}) }),
    )

    expect(count).toBe(sandbox.world.chats.filter(({ isDeleted }) => !isDeleted).length)
    expect(await client.messaging.getChat(castChats.marieWithAda)).toMatchObject({ lastMessage: { object: 'Message' } })
  })

  it('messages: of a chat, of all, one, and an attachment', async () => {
    const chat_id = castChats.marieGroup
    expect(
      await countAll((cursor) =>
        client.messaging.getAllMessagesFromChat({ chat_id, limit: 5, ...(cursor ? { cursor } : {}) }),
      ),
    ).toBe(18)
    expect((await client.messaging.getAllMessages({ limit: 250 })).items).toHaveLength(250)
    expect(await client.messaging.getMessage(castMessage('marieGroup', 0))).toMatchObject({ event_type: 3 })
  })

  it('all attendees, one, and those of every cast chat', async () => {
    const count = await countAll((cursor) =>
      client.messaging.getAllAttendees({ limit: 250, ...(cursor ? { cursor } : {}) }),
    )

    expect(count).toBe(sandbox.world.attendees.length)
    expect(await client.messaging.getAttendee(castAttendees.adaOfMarie)).toMatchObject({ name: 'Ada Lovelace' })
    const { marieWithEmmy: _deleted, ...chats } = castChats
    for (const id of Object.values(chats)) {
      expect((await client.messaging.getAllAttendeesFromChat(id)).items).not.toHaveLength(0)
    }
  })

  it('the chats and messages of an attendee', async () => {
    const attendee_id = castAttendees.adaOfMarie
    expect((await client.messaging.getAllChatsFromAttendee({ attendee_id })).items).toHaveLength(1)
    expect((await client.messaging.getAllMessagesFromAttendee({ attendee_id })).items).not.toHaveLength(0)
  })

  it.each([
    ['marieLinkedin', castUsers.adaLinkedin.internalId],
    ['marieLinkedin', castUsers.unknownMemberLinkedin.internalId],
    ['marieWhatsapp', castUsers.graceWhatsapp.phone],
    ['studioInstagram', castUsers.veraInstagram.publicId],
    ['nikolaTelegram', castUsers.adaTelegram.internalId],
    ['studioTwitter', castUsers.jocelynTwitter.publicId],
  ] as const)('a profile of %s', async (account, identifier) => {
    const asked = { account_id: castAccounts[account], identifier: identifier ?? '', linkedin_sections: '*' as const }
    expect(await client.users.getProfile(asked)).toMatchObject({ object: 'UserProfile' })
  })

  it.each(['marieLinkedin', 'nikolaTelegram', 'studioTwitter'] as const)('the own profile of %s', async (account) => {
    expect(await client.users.getOwnProfile(castAccounts[account])).toMatchObject({ object: 'AccountOwnerProfile' })
  })

  it('relations', async () => {
    const count = await countAll((cursor) =>
      client.users.getAllRelations({ account_id, limit: 100, ...(cursor ? { cursor } : {}) }),
    )
    expect(count).toBeGreaterThan(100)
  })

  it('a company', async () => {
    const company = await client.users.getCompanyProfile({ account_id, identifier: 'analytical-engines' })
    expect(company).toMatchObject({ name: 'Analytical Engines' })
  })

  it('a chat that is started, a message that is sent, and a chat that is read', async () => {
    const attendees_ids = [castUsers.annieLinkedin.internalId]
    const started = await client.messaging.startNewChat({ account_id, attendees_ids, text: 'Hello Annie' })
    const sent = await client.messaging.sendMessage({
      chat_id: castChats.marieWithAda,
      text: 'With a file',
      attachments: [['notes.txt', Buffer.from('hello')]],
    })
    const patched = await client.messaging.setChatStatus({
      chat_id: castChats.marieWithAda,
      action: 'setReadStatus',
      value: true,
    })

    expect([started.object, sent.object, patched.object]).toEqual(['ChatStarted', 'MessageSent', 'ChatPatched'])
    const message = await client.messaging.getMessage(sent.message_id ?? '')
    expect(message).toMatchObject({ text: 'With a file', is_sender: 1 })
    const [attachment] = message.attachments
    const bytes: unknown = await client.messaging.getMessageAttachment({
      message_id: message.id,
      attachment_id: attachment?.id ?? '',
    })
    expect(await (bytes as Blob).text()).toBe('hello')
  })

  it('an InMail with its LinkedIn options', async () => {
    const { chat_id } = await client.messaging.startNewChat({
      account_id,
      attendees_ids: [castUsers.margaretLinkedin.internalId],
      subject: 'Apollo',
      text: 'Hello Margaret',
      options: { linkedin: { api: 'classic', inmail: true } },
    })

    expect(await client.messaging.getChat(chat_id ?? '')).toMatchObject({ content_type: 'inmail', subject: 'Apollo' })
  })

  it('an invitation that is sent, listed and cancelled', async () => {
    const provider_id = castUsers.charlesLinkedin.internalId
    const { invitation_id } = await client.users.sendInvitation({ account_id, provider_id, message: 'Hello' })
    const { items } = await client.users.getAllInvitationsSent({ account_id })

    expect(items).toContainEqual(expect.objectContaining({ id: invitation_id, invited_user_id: provider_id }))
    const canceled = await client.users.cancelInvitationSent({ account_id, invitation_id })
    expect(canceled).toEqual({ object: 'InvitationCanceled' })
  })

  it('webhooks that are created, listed and deleted', async () => {
    const { webhook_id } = await client.webhook.create({
      source: 'messaging',
      request_url: 'http://127.0.0.1:9/hooks',
      account_ids: [account_id, castAccounts.studioInstagram],
      events: ['message_received'],
      headers: [{ key: 'Unipile-Auth', value: 'secret' }],
    })
    const { items } = await client.webhook.getAll()

    expect(items).toMatchObject([{ id: webhook_id, source: 'messaging' }])
    expect(await client.webhook.delete(webhook_id)).toEqual({ object: 'WebhookDeleted' })
  })
})
