import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  castAccounts,
  castAttendees,
  castChats,
  castUsers,
  phoneWithoutWhatsapp,
  salesNavigatorId,
} from '../../src/sandbox/cast.ts'
import { startSandbox } from './harness.ts'

const { marieLinkedin, nikolaLinkedin, marieWhatsapp, studioInstagram } = castAccounts
const { annieLinkedin, charlesLinkedin, margaretLinkedin, enginesCompany, veraInstagram, adaInstagram } = castUsers

let sandbox: Awaited<ReturnType<typeof startSandbox>>
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

const listed = async (account_id: string, provider_id: string) =>
  (await sandbox.all('/chat_attendees', { account_id })).find((row) => row.provider_id === provider_id)

describe('starting a chat', () => {
  it('makes somebody unknown an attendee, with a direct chat', async () => {
    const provider_id = castUsers.dorothyWhatsapp.internalId
    const before = await listed(marieWhatsapp, provider_id)

    const started = await sandbox.form('/chats', {
      account_id: marieWhatsapp,
      attendees_ids: provider_id,
      text: 'Hello',
    })

    expect(before).toBeUndefined()
    expect(started).toMatchObject({ status: 201, body: { object: 'ChatStarted', message_id: expect.any(String) } })
    const attendee = await listed(marieWhatsapp, provider_id)
    const { items } = (await sandbox.get(`/chat_attendees/${attendee?.id}/chats`)).body
    expect(items).toMatchObject([{ id: started.body.chat_id, type: 0, attendee_provider_id: provider_id }])
    const message = await sandbox.get(`/messages/${started.body.message_id}`)
    expect(message.body).toMatchObject({ text: 'Hello', is_sender: 1, chat_id: started.body.chat_id })
  })

  it('makes a private user known', async () => {
    const attendees_ids = veraInstagram.messagingId ?? ''
    const started = await sandbox.form('/chats', { account_id: studioInstagram, attendees_ids, text: 'Hello' })

    expect(started.status).toBe(201)
    expect(await listed(studioInstagram, attendees_ids)).toMatchObject({ name: 'Vera Rubin' })
  })

  it('goes on in the chat there is', async () => {
    const fields = { account_id: marieLinkedin, attendees_ids: castUsers.adaLinkedin.internalId, text: 'Hello again' }
    const { body } = await sandbox.form('/chats', fields)

    expect(body.chat_id).toBe(castChats.marieWithAda)
    expect((await sandbox.get(`/chats/${body.chat_id}`)).body).toMatchObject({ lastMessage: { text: 'Hello again' } })
  })

  it('moves the chat to the front', async () => {
    const fields = { account_id: marieLinkedin, attendees_ids: annieLinkedin.internalId, text: 'Hello' }
    const { body } = await sandbox.form('/chats', fields)

    expect((await sandbox.get('/chats', { limit: 1 })).body.items).toMatchObject([{ id: body.chat_id }])
  })

  it('makes a group of several', async () => {
    const attendees_ids = [castUsers.adaWhatsapp.lid ?? '', castUsers.maryWhatsapp.internalId]
    const { body } = await sandbox.form('/chats', { account_id: marieWhatsapp, attendees_ids, title: 'Two of us' })

    expect(body.message_id).toBeNull()
    expect((await sandbox.get(`/chats/${body.chat_id}`)).body).toMatchObject({ type: 1, name: 'Two of us' })
    const ids = (await sandbox.get(`/chats/${body.chat_id}/attendees`)).body.items.map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining([castAttendees.adaOfMarieWhatsapp, castAttendees.maryOfMarieWhatsapp]))
  })

  it('reaches a LinkedIn member who is no relation by InMail, and a company by topic', async () => {
    const inmail = await sandbox.form('/chats', {
      account_id: marieLinkedin,
      attendees_ids: salesNavigatorId(margaretLinkedin),
      text: 'Hello',
      'linkedin[api]': 'sales_navigator',
    })
    const company = await sandbox.form('/chats', {
      account_id: nikolaLinkedin,
      attendees_ids: enginesCompany.internalId,
      text: 'Hello',
      'linkedin[topic]': 'support',
    })

    const { body } = await sandbox.get(`/chats/${inmail.body.chat_id}`)
    expect(body).toMatchObject({ content_type: 'inmail', attendee_provider_id: salesNavigatorId(margaretLinkedin) })
    expect(company.status).toBe(201)
  })

  const { internalId } = charlesLinkedin
  const inmail = { 'linkedin[api]': 'classic', 'linkedin[inmail]': 'true' }
  it.each([
    ['somebody who is no relation', { attendees_ids: internalId }, 422, 'no_connection_with_recipient'],
    ['somebody who blocked us', { attendees_ids: castUsers.thomasLinkedin.internalId }, 422, 'blocked_recipient'],
    ['somebody out of reach', { attendees_ids: castUsers.claudeLinkedin.internalId }, 422, 'user_unreachable'],
    ['no credits', { attendees_ids: castUsers.johnLinkedin.internalId, ...inmail }, 422, 'insufficient_credits'],
    ['the id of another product', { attendees_ids: salesNavigatorId(margaretLinkedin) }, 422, 'invalid_recipient'],
    ['a slug', { attendees_ids: 'ada-lovelace' }, 422, 'invalid_recipient'],
    ['a company without topic', { attendees_ids: enginesCompany.internalId }, 400, 'missing_parameters'],
    ['nobody', {}, 400, 'missing_parameters'],
  ])('refuses %s', async (_what, fields, status, type) => {
    const refused = await sandbox.form('/chats', { account_id: marieLinkedin, text: 'Hello', ...fields })
    expect(refused).toMatchObject({ status, body: { type: `errors/${type}`, status } })
  })

  it('refuses an Instagram id that is not for messaging, a phone without WhatsApp, and JSON', async () => {
    const instagram = { account_id: studioInstagram, attendees_ids: adaInstagram.internalId, text: 'Hello' }
    const whatsapp = {
      account_id: marieWhatsapp,
      attendees_ids: `${phoneWithoutWhatsapp}@s.whatsapp.net`,
      text: 'Hello',
    }

    expect((await sandbox.form('/chats', instagram)).body).toMatchObject({ type: 'errors/invalid_recipient' })
    expect((await sandbox.form('/chats', whatsapp)).body).toMatchObject({ type: 'errors/invalid_recipient' })
    expect((await sandbox.post('/chats', whatsapp)).status).toBe(415)
  })

  it('leaves nothing behind when it is refused', async () => {
    const fields = { account_id: marieLinkedin, attendees_ids: [annieLinkedin.internalId, internalId], text: 'Hello' }
    const before = sandbox.world.chats.length
    await sandbox.form('/chats', fields)

    expect(sandbox.world.chats.length).toBe(before)
    expect(await listed(marieLinkedin, internalId)).toBeUndefined()
  })
})
