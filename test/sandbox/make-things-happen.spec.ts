import { describe, expect, it } from 'vitest'
import { castAccounts, castAttendees, castChats, castMessage, castUsers } from '../../src/sandbox/cast.ts'
import { startReceiver, startSandbox } from './harness.ts'

const { marieLinkedin, marieWhatsapp, nikolaTelegram } = castAccounts

describe('what can be made to happen', () => {
  it('is asked for over HTTP, without a key, and refused when it makes no sense', async () => {
    await using sandbox = await startSandbox()
    const done = await sandbox.control('POST', '/emit', { type: 'message_received', account_id: marieWhatsapp })
    const unknown = await sandbox.control('POST', '/emit', { type: 'earthquake' })
    const nobody = await sandbox.control('POST', '/emit', {
      type: 'new_relation',
      account_id: marieLinkedin,
      user: 'nobody',
    })

    expect(done.status).toBe(200)
    expect((await sandbox.get(`/messages/${done.body.message_id}`)).status).toBe(200)
    expect([unknown.status, nobody.status]).toEqual([400, 404])
    expect((await sandbox.control('GET', '')).body).toMatchObject({ cast: { accounts: castAccounts } })
  })

  it('a first message of somebody whom nobody knew', async () => {
    await using sandbox = await startSandbox()
    const before = (await sandbox.all('/chat_attendees', { account_id: marieWhatsapp })).map(({ id }) => id)

    const { chat_id, attendee_id } = sandbox.emit({
      type: 'message_received',
      account_id: marieWhatsapp,
      text: 'Is this Marie?',
    })

    expect(before).not.toContain(attendee_id)
    const chat = (await sandbox.get(`/chats/${chat_id}`)).body
    expect(chat).toMatchObject({
      type: 0,
      unread_count: 1,
      lastMessage: { text: 'Is this Marie?', sender_attendee_id: attendee_id },
    })
    expect((await sandbox.all('/chat_attendees', { account_id: marieWhatsapp })).map(({ id }) => id)).toEqual([
      ...before,
      attendee_id,
    ])
  })

  it('a first message of a stranger with a name', async () => {
    await using sandbox = await startSandbox()
    const { provider_id } = sandbox.emit({
      type: 'message_received',
      account_id: marieLinkedin,
      user: 'margaret-hamilton',
    })
    expect(provider_id).toBe(castUsers.margaretLinkedin.internalId)
  })

  it('messages that the owner writes elsewhere, that are read, liked, edited and deleted', async () => {
    await using sandbox = await startSandbox()
    await using receiver = await startReceiver()
    const events = ['message_received', 'message_read', 'message_reaction', 'message_edited', 'message_deleted']
    await sandbox.post('/webhooks', { source: 'messaging', request_url: receiver.url, events })
    const { message_id = '' } = sandbox.emit({
      type: 'message_received',
      chat_id: castChats.marieWithAda,
      isSender: true,
    })

    const message = async () => (await sandbox.get(`/messages/${message_id}`)).body
    expect(await message()).toMatchObject({ is_sender: 1, seen: 0 })
    sandbox.emit({ type: 'message_read', message_id })
    expect(await message()).toMatchObject({ seen: 1 })
    sandbox.emit({ type: 'message_reaction', message_id, value: '🎉' })
    expect(await message()).toMatchObject({ reactions: [{ value: '🎉', is_sender: false }] })
    sandbox.emit({ type: 'message_edited', message_id, text: 'Better' })
    expect(await message()).toMatchObject({ text: 'Better', edited: 1 })
    sandbox.emit({ type: 'message_deleted', message_id })
    expect(await message()).toMatchObject({ deleted: 1, text: null })

    await sandbox.webhooks.settled()
    const heard = receiver.heard.map(({ body }) => ({ ...body }))
    expect(new Set(heard.map((body) => (body as { event?: string }).event))).toEqual(new Set(events))
    expect(new Set(heard.map((body) => body.message_id))).toEqual(new Set([message_id]))
  })

  it('a relation that is won, and one that is lost without a word', async () => {
    await using sandbox = await startSandbox()
    await using receiver = await startReceiver()
    await sandbox.post('/webhooks', { source: 'users', request_url: receiver.url })
    const relations = async () =>
      (await sandbox.all('/users/relations', { account_id: marieLinkedin })).map(
        ({ public_identifier }) => public_identifier,
      )

    sandbox.emit({ type: 'new_relation', account_id: marieLinkedin, user: 'grace-hopper' })
    expect((await relations())[0]).toBe('grace-hopper')
    sandbox.emit({ type: 'lose_relation', account_id: marieLinkedin, user: 'ada-lovelace' })
    expect(await relations()).not.toContain('ada-lovelace')

    await sandbox.webhooks.settled()
    expect(receiver.heard).toMatchObject([{ body: { event: 'new_relation', user_public_identifier: 'grace-hopper' } }])
    const attendee = await sandbox.get(`/chat_attendees/${castAttendees.adaOfMarie}`)
    expect(attendee.body).toMatchObject({ specifics: { network_distance: 'DISTANCE_2' } })
  })

  it('people who join and leave a group, the owner included', async () => {
    await using sandbox = await startSandbox()
    const chat_id = castChats.nikolaTelegramGroup
    const members = async () => (await sandbox.get(`/chats/${chat_id}/attendees`)).body.items.map(({ id }) => id)

    const { attendee_id } = sandbox.emit({ type: 'join_group', chat_id, user: 'hypatia_alex' })
    expect(await members()).toContain(attendee_id)
    sandbox.emit({ type: 'leave_group', chat_id, user: castAttendees.alanOfNikolaTelegram })
    expect(await members()).not.toContain(castAttendees.alanOfNikolaTelegram)
    const owners = (await sandbox.all('/chat_attendees', { account_id: nikolaTelegram })).filter(
      ({ is_self }) => is_self,
    )
    expect(await members()).toContain(owners[0]?.id)
    sandbox.emit({ type: 'join_group', chat_id, user: castAttendees.alanOfNikolaTelegram })
    expect((await members()).filter((id) => id === castAttendees.alanOfNikolaTelegram)).toHaveLength(1)
    sandbox.emit({ type: 'leave_group', chat_id })
    expect(await members()).not.toContain(owners[0]?.id)
  })

  it('a chat that is deleted, whose people stay', async () => {
    await using sandbox = await startSandbox()
    sandbox.emit({ type: 'delete_chat', chat_id: castChats.marieWithGrace })

    expect((await sandbox.get(`/chats/${castChats.marieWithGrace}`)).status).toBe(404)
    expect((await sandbox.get(`/messages/${castMessage('marieWithGrace', 0)}`)).status).toBe(404)
    expect((await sandbox.all('/chats')).map(({ id }) => id)).not.toContain(castChats.marieWithGrace)
    expect((await sandbox.get(`/chat_attendees/${castAttendees.graceOfMarie}`)).status).toBe(200)
    expect((await sandbox.get(`/chat_attendees/${castAttendees.graceOfMarie}/chats`)).body.items).toEqual([])
  })

  it('a LID that rotates: the same attendee and chat under another id', async () => {
    await using sandbox = await startSandbox()
    const former = castUsers.adaWhatsapp.lid ?? ''
    const { provider_id } = sandbox.emit({ type: 'rotate_lid', account_id: marieWhatsapp, user: former })

    expect(provider_id).toMatch(/^\d+@lid$/)
    expect(provider_id).not.toBe(former)
    const attendee = (await sandbox.get(`/chat_attendees/${castAttendees.adaOfMarieWhatsapp}`)).body
    expect(attendee).toMatchObject({ provider_id, specifics: { lid: provider_id } })
    const chat = (await sandbox.get(`/chats/${castChats.marieWhatsappWithAda}`)).body
    expect(chat).toMatchObject({ provider_id, attendee_provider_id: provider_id })
    expect((await sandbox.get(`/users/${former}`, { account_id: marieWhatsapp })).status).toBe(404)
  })

  it('a phone that an account may see from now on', async () => {
    await using sandbox = await startSandbox()
    const phone = async () =>
      (await sandbox.get(`/chat_attendees/${castAttendees.alanOfMarieWhatsapp}`)).body.specifics.phone_number
    expect(await phone()).toBe('hidden')

    sandbox.emit({ type: 'show_phone', account_id: marieWhatsapp, user: castUsers.alanWhatsapp.internalId })

    expect(await phone()).toBe(`+${castUsers.alanWhatsapp.phone}`)
  })

  it('a slug that changes', async () => {
    await using sandbox = await startSandbox()
    sandbox.emit({ type: 'change_public_id', account_id: marieLinkedin, user: 'ada-lovelace', public_id: 'ada-king' })

    const { body } = await sandbox.get('/users/ada-king', { account_id: marieLinkedin })
    expect(body.provider_id).toBe(castUsers.adaLinkedin.internalId)
    expect((await sandbox.get('/users/ada-lovelace', { account_id: marieLinkedin })).status).toBe(404)
  })

  it('a number that somebody else has from now on, with all that is listed under it', async () => {
    await using sandbox = await startSandbox()
    const { phone, internalId, lid } = castUsers.graceWhatsapp
    const chat = castChats.marieWhatsappWithGrace
    const { provider_id } = sandbox.emit({ type: 'move_number', account_id: marieWhatsapp, user: internalId })

    const [member] = (await sandbox.get(`/chats/${chat}/attendees`)).body.items.filter(
      (row: { is_self: number }) => row.is_self === 0,
    )
    const byLid = (await sandbox.get(`/chat_attendees/${castAttendees.graceOfMarieWhatsappByLid}`)).body

    expect(provider_id).toBe(internalId)
    expect(member).toMatchObject({ id: castAttendees.graceOfMarieWhatsapp, provider_id: internalId })
    expect(member?.name).not.toBe('Grace Hopper')
    expect(member?.specifics.phone_number).toBe(`+${phone}`)
    expect(member?.specifics.lid).not.toBe(lid)
    expect(byLid).toMatchObject({ provider_id: lid, name: 'Grace Hopper', specifics: { lid } })
    expect(byLid.specifics.phone_number).not.toBe(`+${phone}`)
  })

  it('leaves the world as it is made to others', async () => {
    await using one = await startSandbox()
    one.emit({ type: 'change_public_id', account_id: marieLinkedin, user: 'ada-lovelace', public_id: 'ada-king' })
    await using other = await startSandbox()

    expect((await other.get('/users/ada-lovelace', { account_id: marieLinkedin })).status).toBe(200)
  })
})
