import { describe, expect, it } from 'vitest'
import { readCompany } from '../../src/providers/linkedin/read-company.ts'
import { readRelation } from '../../src/providers/linkedin/read-relation.ts'
import { readJson } from '../../src/providers/read-json.ts'
import { readers } from '../../src/providers/readers.ts'
import { internal, published } from './identifiers.ts'

const linkedin = {
  provider: 'LINKEDIN',
  provider_id: 'ACoAAada',
  public_identifier: 'ada-demo',
  first_name: 'Ada',
  last_name: 'Demo',
  headline: 'Engineer',
  websites: ['https://ada.example.test'],
}
const telegram = { provider: 'TELEGRAM', provider_id: '700000011', profile_picture_url: '' }
const x = { provider: 'TWITTER', id: '900000011', name: 'Gil', screen_name: 'Gil_Demo', protected: false, url: null }

describe('LinkedIn', () => {
  it('shows a member', () => {
    const body = {
      ...linkedin,
      summary: 'About Ada',
      location: 'Lyon',
      contact_info: { emails: ['ada@example.test'], phones: ['+33 6 00 00 00 14'] },
      profile_picture_url: 'https://media.example.test/ada.jpg',
      is_relationship: true,
      is_self: false,
      follower_count: 120,
      throttled_sections: ['skills'],
    }

    expect(readers.LINKEDIN.readProfile(body)).toEqual({
      user: {
        provider: 'LINKEDIN',
        userKind: 'PERSON',
        identifiers: [internal('LINKEDIN', 'ACoAAada', 'LINKEDIN_CLASSIC'), published('LINKEDIN', 'ada-demo')],
        displayName: 'Ada Demo',
        headline: 'Engineer',
        pictureUrl: 'https://media.example.test/ada.jpg',
        phone: '33600000014',
        phoneKey: '33600000014',
        declares: [],
      },
      contact: true,
      isPrivate: false,
      isSelf: false,
      summary: 'About Ada',
      location: 'Lyon',
      websites: ['https://ada.example.test'],
      emails: ['ada@example.test'],
      phones: ['+33 6 00 00 00 14'],
      followerCount: 120,
      throttledSections: ['skills'],
    })
  })

  it.each([
    [{ is_relationship: true }, true],
    [{ is_relationship: false }, false],
    [{ network_distance: 'FIRST_DEGREE' }, true],
    [{ network_distance: 'SECOND_DEGREE' }, false],
    [{ is_relationship: false, network_distance: 'FIRST_DEGREE' }, true],
    [{ network_distance: 'A_NEW_WORD' }, null],
    [{}, null],
  ])('tells whether %j is a relation: %s', (facts, contact) => {
    expect(readers.LINKEDIN.readProfile({ ...linkedin, ...facts }).contact).toBe(contact)
  })

  it.each([
    [{ first_name: null, last_name: null, public_identifier: null, network_distance: 'OUT_OF_NETWORK' }, true],
    [{ first_name: null, last_name: null, public_identifier: null }, null],
    [{ network_distance: 'OUT_OF_NETWORK' }, false],
  ])('tells whether %j is private: %s', (facts, isPrivate) => {
    expect(readers.LINKEDIN.readProfile({ ...linkedin, ...facts }).isPrivate).toBe(isPrivate)
  })

  it.each([[['06 00 00 00 14']], [['+33600000014', '+33600000015']], [[]]])(
    'does not take %j for the phone of one person',
    (phones) => {
      expect(readers.LINKEDIN.readProfile({ ...linkedin, contact_info: { phones } }).user.phone).toBeNull()
    },
  )

  it('shows an owner with an address', () => {
    const own = readers.LINKEDIN.readProfile({
      provider_id: 'ACoAAowner',
      first_name: 'Dana',
      email: 'dana@example.test',
    })

    expect(own).toMatchObject({ emails: ['dana@example.test'], user: { displayName: 'Dana' } })
  })

  it('shows a company', () => {
    const body = { id: 1000, name: 'Demo Co', public_identifier: 'Demo-Co', website: 'https://demo.example.test' }

    expect(readCompany(body)).toMatchObject({
      contact: null,
      isPrivate: false,
      user: {
        userKind: 'COMPANY',
        identifiers: [internal('LINKEDIN', '1000', 'GLOBAL', 'COMPANY'), published('LINKEDIN', 'demo-co', 'COMPANY')],
        declares: [],
      },
    })
  })

  it('lists a relation since a day', () => {
    const row = { ...linkedin, member_id: 'ACoAAada', created_at: 1771943752000 }

    expect(readRelation(row)).toMatchObject({
      since: new Date(1771943752000),
      user: { displayName: 'Ada Demo', identifiers: [{ value: 'ACoAAada' }, { value: 'ada-demo' }] },
    })
  })
})

describe('WhatsApp', () => {
  it('shows a number', () => {
    expect(readers.WHATSAPP.readProfile({ provider: 'WHATSAPP', id: '33600000011@s.whatsapp.net' })).toMatchObject({
      contact: null,
      isPrivate: null,
      user: { phone: '33600000011', identifiers: [{ value: '33600000011@s.whatsapp.net' }, { value: '33600000011' }] },
    })
  })

  it('shows no phone in a LID', () => {
    const { user } = readers.WHATSAPP.readProfile({ provider: 'WHATSAPP', id: '140000000000001@lid' })

    expect(user).toMatchObject({ phone: null, identifiers: [internal('WHATSAPP', '140000000000001@lid')] })
  })
})

describe('Instagram', () => {
  const current = {
    provider: 'INSTAGRAM',
    provider_id: '123456789',
    provider_messaging_id: '340282366841710300000000000000001',
    public_identifier: 'Eve.Demo',
    full_name: 'Eve Demo',
    followers_count: 10,
    is_private: true,
    external_links: ['https://eve.example.test', { url: 'https://shop.example.test' }, 7],
    relationship_status: { following: false, followed_by: true },
  }

  it('shows three names, the one of messaging apart', () => {
    expect(readers.INSTAGRAM.readProfile(current)).toMatchObject({
      contact: false,
      isPrivate: true,
      followerCount: 10,
      user: {
        identifiers: [
          internal('INSTAGRAM', '123456789'),
          internal('INSTAGRAM', '340282366841710300000000000000001', 'INSTAGRAM_MESSAGING'),
          published('INSTAGRAM', 'eve.demo'),
        ],
        declares: [],
      },
    })
  })

  it('shows the same in its older shape', () => {
    const older = { pk: 123456789, username: 'eve.demo', full_name: 'Eve', follower_count: 10, is_private: false }

    expect(readers.INSTAGRAM.readProfile(older)).toMatchObject({
      contact: null,
      isPrivate: false,
      followerCount: 10,
      user: { identifiers: [internal('INSTAGRAM', '123456789'), published('INSTAGRAM', 'eve.demo')] },
    })
  })

  it('keeps every digit of a long id', () => {
    const body = readJson('{"pk": 12345678901234567890, "username": "eve.demo", "is_private": false}')

    expect(readers.INSTAGRAM.readProfile(body).user.identifiers[0].value).toBe('12345678901234567890')
  })

  it('is open to those it lets follow', () => {
    const followed = { ...current, relationship_status: { following: true } }

    expect(readers.INSTAGRAM.readProfile(followed)).toMatchObject({ contact: true, isPrivate: false })
  })
})

describe('Telegram', () => {
  it('shows a contact', () => {
    const body = {
      ...telegram,
      contact: true,
      self: false,
      first_name: 'Finn',
      username: 'Finn_Demo',
      phone: '33600000013',
      phoneKey: '33600000013',
    }

    expect(readers.TELEGRAM.readProfile(body)).toMatchObject({
      contact: true,
      isPrivate: null,
      isSelf: false,
      phones: ['33600000013'],
      user: {
        displayName: 'Finn',
        phone: '33600000013',
        phoneKey: '33600000013',
        pictureUrl: null,
        identifiers: [
          internal('TELEGRAM', '700000011'),
          published('TELEGRAM', 'finn_demo'),
          published('TELEGRAM', '33600000013'),
        ],
      },
    })
  })

  it('shows as little as a number', () => {
    expect(readers.TELEGRAM.readProfile(telegram)).toMatchObject({
      contact: null,
      user: { displayName: '', phone: null, identifiers: [internal('TELEGRAM', '700000011')] },
    })
  })
})

describe('X', () => {
  it('shows a handle', () => {
    expect(readers.X.readProfile({ ...x, url: 'https://gil.example.test', following: true })).toMatchObject({
      contact: true,
      isPrivate: false,
      user: {
        identifiers: [internal('X', '900000011'), published('X', 'gil_demo')],
        declares: [],
      },
    })
  })

  it.each([
    [{ protected: true }, true],
    [{ protected: true, following: true }, false],
    [{ protected: true, following: null }, true],
    [{ protected: undefined }, null],
  ])('tells whether %j is private: %s', (facts, isPrivate) => {
    expect(readers.X.readProfile({ ...x, ...facts }).isPrivate).toBe(isPrivate)
  })
})

it('reads a Messenger profile should there ever be one', () => {
  expect(readers.MESSENGER.readProfile({ provider_id: '100', name: 'Hal' }).user).toMatchObject({
    displayName: 'Hal',
    identifiers: [internal('MESSENGER', '100')],
  })
})

it.each([
  ['LINKEDIN', {}],
  ['WHATSAPP', { id: 'nobody' }],
  ['INSTAGRAM', {}],
  ['TELEGRAM', null],
  ['X', []],
  ['MESSENGER', 'text'],
] as const)('refuses a %s profile that names nobody: %j', (provider, body) => {
  expect(() => readers[provider].readProfile(body)).toThrow(expect.objectContaining({ name: 'UnreadableBodyError' }))
})
