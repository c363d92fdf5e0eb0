import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts, castAttendees, castUsers } from '../../src/sandbox/cast.ts'
import { startSandbox } from './harness.ts'

const { marieLinkedin, marieWhatsapp, studioInstagram, nikolaTelegram, studioTwitter, studioMessenger } = castAccounts
const { adaLinkedin, adaInstagram, adaTelegram, graceTwitter, graceWhatsapp, sophieTelegram } = castUsers

let sandbox: Awaited<ReturnType<typeof startSandbox>>
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

const profile = (account_id: string, identifier: string | null, more = {}) =>
  sandbox.get(`/users/${encodeURIComponent(identifier ?? '')}`, { account_id, ...more })

describe('looking up a user', () => {
  it.each([
    ['LinkedIn by slug', marieLinkedin, 'Ada-Lovelace', { provider_id: adaLinkedin.internalId }],
    ['LinkedIn by internal id', marieLinkedin, adaLinkedin.internalId, { public_identifier: 'ada-lovelace' }],
    ['WhatsApp by phone', marieWhatsapp, `+${graceWhatsapp.phone}`, { id: graceWhatsapp.internalId }],
    [
      'WhatsApp by JID of a device',
      marieWhatsapp,
      `${graceWhatsapp.phone}:12@s.whatsapp.net`,
      { id: graceWhatsapp.internalId },
    ],
    ['WhatsApp by LID', marieWhatsapp, graceWhatsapp.lid, { id: graceWhatsapp.lid }],
    ['Instagram by username', studioInstagram, 'ada.countess', { provider_id: adaInstagram.internalId }],
    ['Instagram by id', studioInstagram, adaInstagram.internalId, { public_identifier: 'ada.countess' }],
    ['Instagram by messaging id', studioInstagram, adaInstagram.messagingId, { provider_id: adaInstagram.internalId }],
    ['Telegram by username', nikolaTelegram, '@Ada_Lovelace', { provider_id: adaTelegram.internalId }],
    ['Telegram by phone', nikolaTelegram, sophieTelegram.phone, { provider_id: sophieTelegram.internalId }],
    ['X by handle', studioTwitter, '@GraceHopper', { id: graceTwitter.internalId }],
    ['X by id', studioTwitter, graceTwitter.internalId, { screen_name: 'gracehopper' }],
  ])('finds one at %s', async (_how, account, identifier, expected) => {
    expect(await profile(account, identifier)).toMatchObject({
      status: 200,
      body: { object: 'UserProfile', ...expected },
    })
  })

  it.each([
    ['a slug nobody has', marieLinkedin, 'nobody-at-all'],
    ['a LinkedIn id in other letters', marieLinkedin, adaLinkedin.internalId.toUpperCase()],
    ['the Unipile ID of an attendee', marieLinkedin, castAttendees.adaOfMarie],
    ['a Telegram id never met', nikolaTelegram, sophieTelegram.internalId],
    ['a company', marieLinkedin, 'menlo-lamps'],
  ])('answers 404 to %s', async (_what, account, identifier) => {
    expect(await profile(account, identifier)).toMatchObject({
      status: 404,
      body: { type: 'errors/resource_not_found' },
    })
  })

  it('takes the words that are routes for routes, and other words for people', async () => {
    expect((await profile(marieLinkedin, 'me')).body).toMatchObject({ object: 'AccountOwnerProfile' })
    expect((await profile(marieLinkedin, 'relations')).body).toMatchObject({ object: 'UserRelationsList' })
    expect((await profile(marieLinkedin, 'followers')).status).toBe(501)
    expect((await profile(marieLinkedin, 'search')).status).toBe(404)
  })

  it('shows the sections asked for, and their first degree contact details only to contacts', async () => {
    const asked = (await profile(marieLinkedin, 'ada-lovelace', { linkedin_sections: 'experience,skills' })).body
    const plain = (await profile(marieLinkedin, 'margaret-hamilton')).body

    expect(asked).toMatchObject({
      work_experience: [{ company: 'Analytical Engines' }],
      network_distance: 'FIRST_DEGREE',
    })
    expect(asked).not.toHaveProperty('education')
    expect(plain).not.toHaveProperty('work_experience')
    expect(plain).not.toHaveProperty('contact_info')
  })

  it('shows the owner as self', async () => {
    expect((await profile(marieLinkedin, 'marie-curie')).body).toMatchObject({ is_self: true, is_relationship: false })
  })

  it.each([
    ['/users/relations', marieWhatsapp],
    ['/users/me', studioMessenger],
    ['/users/invite/sent', nikolaTelegram],
    ['/linkedin/company/menlo-lamps', studioTwitter],
  ])('has no %s at other providers', async (path, account_id) => {
    expect(await sandbox.get(path, { account_id })).toMatchObject({
      status: 501,
      body: { type: 'errors/feature_not_implemented' },
    })
  })

  it('makes nobody an attendee', async () => {
    const before = sandbox.world.attendees.length
    await profile(marieLinkedin, 'margaret-hamilton')
    expect(sandbox.world.attendees.length).toBe(before)
  })
})
