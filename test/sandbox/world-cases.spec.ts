import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  castAccounts,
  castAttendees,
  castChats,
  castUsers,
  phoneWithoutWhatsapp,
  recruiterId,
  salesNavigatorId,
} from '../../src/sandbox/cast.ts'
import { startSandbox } from './harness.ts'

const {
  marieLinkedin,
  nikolaLinkedin,
  marieWhatsapp,
  studioInstagram,
  nikolaTelegram,
  studioTwitter,
  studioMessenger,
} = castAccounts

describe.each(['tiny', 'demo'] as const)('the %s world', (size) => {
  let sandbox: Awaited<ReturnType<typeof startSandbox>>
  beforeAll(async () => {
    sandbox = await startSandbox({ size })
  })
  afterAll(() => sandbox.close())

  const attendee = async (name: keyof typeof castAttendees) =>
    (await sandbox.get(`/chat_attendees/${castAttendees[name]}`)).body
  const profile = (account_id: string, identifier: string, more = {}) =>
    sandbox.get(`/users/${encodeURIComponent(identifier)}`, { account_id, ...more })
  const directChats = async (name: keyof typeof castAttendees) =>
    (await sandbox.get(`/chat_attendees/${castAttendees[name]}/chats`)).body.items.map(({ id }) => id)
  const members = async (name: keyof typeof castChats) =>
    (await sandbox.get(`/chats/${castChats[name]}/attendees`)).body.items.map(({ id }) => id)

  it('has accounts at all six providers, one of them to be reconnected', async () => {
    const { body } = await sandbox.get('/accounts')
    const types = body.items.map(({ type }) => type)

    expect(new Set(types)).toEqual(new Set(['LINKEDIN', 'WHATSAPP', 'INSTAGRAM', 'TELEGRAM', 'TWITTER', 'MESSENGER']))
    expect(types.length).toBeGreaterThanOrEqual(8)
    expect(body).toMatchObject({ total_count: 9, status_counts: { OK: 8, CREDENTIALS: 1 } })
  })

  it('lists the owner of each account among its attendees', async () => {
    for (const account_id of Object.values(castAccounts)) {
      const owners = (await sandbox.all('/chat_attendees', { account_id })).filter(({ is_self }) => is_self === 1)
      expect(owners).toHaveLength(1)
    }
  })

  it('has people known as contact, by a chat, by a group, and by several of these', async () => {
    expect(await attendee('annieOfMarie')).toMatchObject({ specifics: { network_distance: 'DISTANCE_1' } })
    expect(await directChats('annieOfMarie')).toEqual([])

    expect(await attendee('graceOfMarie')).toMatchObject({ specifics: { network_distance: 'DISTANCE_2' } })
    expect(await directChats('graceOfMarie')).toEqual([castChats.marieWithGrace])

    expect(await attendee('alanOfMarie')).toMatchObject({ specifics: { network_distance: 'DISTANCE_3' } })
    expect(await directChats('alanOfMarie')).toEqual([])
    expect(await members('marieGroup')).toContain(castAttendees.alanOfMarie)

    expect(await attendee('katherineOfMarie')).toMatchObject({ specifics: { network_distance: 'DISTANCE_1' } })
    expect(await directChats('katherineOfMarie')).toEqual([castChats.marieWithKatherine])
    expect(await members('marieGroup')).toContain(castAttendees.katherineOfMarie)
  })

  it('has one person known to two accounts of one provider, under two Unipile IDs', async () => {
    const [one, other] = [await attendee('adaOfMarie'), await attendee('adaOfNikola')]

    expect([one.account_id, other.account_id]).toEqual([marieLinkedin, nikolaLinkedin])
    expect(one.provider_id).toBe(other.provider_id)
    expect(one.id).not.toBe(other.id)
  })

  it('has one person at several providers, shown by the phone and by declared pages', async () => {
    const linkedin = (await profile(marieLinkedin, 'ada-lovelace')).body
    const telegram = (await profile(nikolaTelegram, 'ada_lovelace')).body
    const instagram = (await profile(studioInstagram, 'ada.countess')).body
    const whatsapp = await attendee('adaOfMarieWhatsapp')

    const phone = `+${castUsers.adaWhatsapp.phone}`
    expect(whatsapp.specifics['phone_number']).toBe(phone)
    expect(linkedin.contact_info.phones).toEqual([phone])
    expect(telegram).toMatchObject({ username: 'ada_lovelace', phone: phone.slice(1), contact: true })
    expect(linkedin.websites).toEqual(['https://www.instagram.com/ada.countess/'])
    expect(instagram.external_links).toEqual(['https://www.linkedin.com/in/ada-lovelace'])
  })

  it('has one WhatsApp person under a JID and a LID, and members who hide their phone or name', async () => {
    const byJid = await attendee('graceOfMarieWhatsapp')
    const byLid = await attendee('graceOfMarieWhatsappByLid')

    expect(byJid.provider_id).toBe(`${castUsers.graceWhatsapp.phone}@s.whatsapp.net`)
    expect(byLid.provider_id).toMatch(/^\d+@lid$/)
    expect(byLid.public_identifier).toBe(byJid.provider_id)
    expect(byLid.specifics).toEqual(byJid.specifics)
    const hidden = { phone_number: 'hidden' }
    expect(await attendee('alanOfMarieWhatsapp')).toMatchObject({ specifics: hidden, public_identifier: null })
    expect(await attendee('namelessOfMarieWhatsapp')).toMatchObject({ specifics: hidden, name: '' })
  })

  it('has a WhatsApp attendee without chat or group, and one of a deleted chat', async () => {
    expect(await directChats('maryOfMarieWhatsapp')).toEqual([])
    const groups = (await sandbox.all('/chats', { account_id: marieWhatsapp })).filter(({ type }) => `${type}` === '1')
    for (const { id } of groups) {
      const rows = (await sandbox.get(`/chats/${id}/attendees`)).body.items
      expect(rows.map((row) => row.id)).not.toContain(castAttendees.maryOfMarieWhatsapp)
    }

    expect(await attendee('emmyOfMarie')).toMatchObject({ name: 'Emmy Noether' })
    expect(await directChats('emmyOfMarie')).toEqual([])
    expect((await sandbox.get(`/chats/${castChats.marieWithEmmy}`)).status).toBe(404)
  })

  it('has one LinkedIn member under the ids of three products, and chats in their folders', async () => {
    const grace = castUsers.graceLinkedin
    const inSalesNavigator = (await profile(marieLinkedin, grace.internalId, { linkedin_api: 'sales_navigator' })).body
    const inRecruiter = (await profile(marieLinkedin, grace.internalId, { linkedin_api: 'recruiter' })).body
    const back = (await profile(marieLinkedin, salesNavigatorId(grace))).body
    const chat = (await sandbox.get(`/chats/${castChats.marieWithGraceInSalesNavigator}`)).body
    const refused = await profile(nikolaLinkedin, grace.internalId, { linkedin_api: 'sales_navigator' })

    const ids = [grace.internalId, salesNavigatorId(grace), recruiterId(grace)]
    expect(ids.map((id) => [id.slice(0, 3), id.length])).toEqual([
      ['ACo', 39],
      ['ACw', 39],
      ['AEM', 39],
    ])
    expect([back.provider_id, inSalesNavigator.provider_id, inRecruiter.provider_id]).toEqual(ids)
    expect(chat).toMatchObject({ attendee_provider_id: ids[1], folder: ['INBOX', 'INBOX_LINKEDIN_SALES_NAVIGATOR'] })
    expect(refused).toMatchObject({ status: 403, body: { type: 'errors/feature_not_subscribed' } })
  })

  it('has companies, one of which shares its slug with a person', async () => {
    const slug = 'analytical-engines'
    const company = (await sandbox.get(`/linkedin/company/${slug}`, { account_id: marieLinkedin })).body
    const byNumber = (await sandbox.get(`/linkedin/company/${company.id}`, { account_id: marieLinkedin })).body
    const person = (await profile(marieLinkedin, slug)).body

    expect(company).toMatchObject({ object: 'CompanyProfile', name: 'Analytical Engines' })
    expect(byNumber).toEqual(company)
    expect(person).toMatchObject({ object: 'UserProfile', first_name: 'Charles' })
    expect(await attendee('enginesOfMarie')).toMatchObject({ provider_id: company.id, specifics: { is_company: true } })
  })

  it('has groups, channels, adverts and InMails', async () => {
    const chat = async (name: keyof typeof castChats) => (await sandbox.get(`/chats/${castChats[name]}`)).body

    const group = await chat('marieWhatsappGroup')
    expect(group).toMatchObject({ type: 1, name: 'Climbing on Thursdays' })
    expect(group).not.toHaveProperty('attendee_provider_id')
    expect(await chat('nikolaTelegramChannel')).toMatchObject({ type: 2, read_only: 1 })
    expect(await chat('marieAdvertOfLamps')).toMatchObject({ content_type: 'sponsored' })
    expect(await chat('marieOfferOfMember')).toMatchObject({ content_type: 'linkedin_offer' })
    expect(await chat('marieWithRadia')).toMatchObject({ content_type: 'inmail', subject: expect.any(String) })
  })

  it('has private profiles, known and unknown, and members out of network', async () => {
    expect((await profile(studioInstagram, 'frida.kahlo')).body).toMatchObject({ is_private: true })
    expect(await directChats('fridaOfStudioInstagram')).toEqual([castChats.studioInstagramWithFrida])
    expect((await profile(studioInstagram, 'vera.rubin')).body).toMatchObject({ is_private: true })
    expect((await profile(studioTwitter, '@JocelynBell')).body).toMatchObject({ protected: true })
    const nobody = { public_identifier: null, first_name: null, last_name: null, network_distance: 'OUT_OF_NETWORK' }
    expect((await profile(marieLinkedin, castUsers.unknownMemberLinkedin.internalId)).body).toMatchObject(nobody)
    expect((await profile(marieLinkedin, castUsers.memberLinkedin.internalId)).body).toMatchObject(nobody)
    expect(await attendee('memberOfMarie')).toMatchObject({ name: 'LinkedIn Member' })
  })

  it('has people who are no attendees, and phones without WhatsApp', async () => {
    const ids = (await sandbox.all('/chat_attendees')).map(({ provider_id }) => provider_id)
    const { margaretLinkedin, dorothyWhatsapp, carolineInstagram, sophieTelegram, jocelynTwitter } = castUsers

    expect((await profile(marieLinkedin, 'margaret-hamilton')).body).toMatchObject({ is_relationship: false })
    expect((await profile(marieWhatsapp, `+${dorothyWhatsapp.phone}`)).body).toMatchObject({
      id: dorothyWhatsapp.internalId,
    })
    for (const user of [margaretLinkedin, dorothyWhatsapp, carolineInstagram, sophieTelegram, jocelynTwitter]) {
      expect(ids).not.toContain(user.internalId)
      expect(ids).not.toContain(user.messagingId)
      expect(ids).not.toContain(user.lid)
    }
    expect((await profile(marieWhatsapp, phoneWithoutWhatsapp)).status).toBe(404)
  })

  it('lists Instagram people by the id for messaging, which their profile tells', async () => {
    const { body } = await profile(studioInstagram, 'ada.countess')

    expect(body.provider_id).not.toBe(body.provider_messaging_id)
    expect((await attendee('adaOfStudioInstagram')).provider_id).toBe(body.provider_messaging_id)
  })

  it('has a handle of digits only, which an @ tells from an id', async () => {
    expect((await profile(studioTwitter, '@1815')).body).toMatchObject({ screen_name: '1815' })
  })

  it('has Messenger people in chats, and no profiles of them', async () => {
    expect(await attendee('georgeOfStudioMessenger')).toMatchObject({ name: 'George Boole' })
    const refused = await profile(studioMessenger, castUsers.georgeMessenger.internalId)
    expect(refused).toMatchObject({ status: 501, body: { type: 'errors/feature_not_implemented' } })
  })

  it('knows everybody for a reason: a contact, a chat or a group', async () => {
    const inChats = new Set<string>()
    for (const chat of await sandbox.all('/chats')) {
      for (const { id } of (await sandbox.get(`/chats/${chat.id}/attendees`)).body.items) inChats.add(id)
    }
    const strangers = sandbox.world.attendees.filter(({ isSelf, contactSince }) => !isSelf && contactSince === null)
    const rows = await sandbox.all('/chat_attendees')
    const unreasoned = strangers.map(({ number }) => rows[number]).filter((row) => row && !inChats.has(row.id))

    expect(unreasoned.map((row) => row?.id)).toEqual([castAttendees.emmyOfMarie])
  })
})

it('makes the demo as large as a team of a few years', async () => {
  await using sandbox = await startSandbox({ size: 'demo' })
  const { attendees, chats, messages } = sandbox.world

  expect(attendees.length).toBeGreaterThan(1_400)
  expect(chats.length).toBeGreaterThan(550)
  expect(chats.reduce((sum, chat) => sum + messages.count(chat), 0)).toBeGreaterThan(18_000)
})
