import { describe, expect, it } from 'vitest'
import type { Provider } from '../../src/domain/provider.ts'
import { readAttendee } from '../../src/providers/read-attendee.ts'
import { internal, published } from './identifiers.ts'

const least = { object: 'ChatAttendee', id: 'att_1', account_id: 'acc_1', name: '', is_self: 0 }

function attendee(provider: Provider, provider_id: unknown, rest: object = {}) {
  return readAttendee(provider, { ...least, provider_id, ...rest })
}

describe('the names of an attendee', () => {
  it.each([
    ['LINKEDIN', 'ACoAAada', {}, [internal('LINKEDIN', 'ACoAAada', 'LINKEDIN_CLASSIC')]],
    ['LINKEDIN', 'ADoAAada', {}, [internal('LINKEDIN', 'ADoAAada', 'LINKEDIN_CLASSIC')]],
    ['LINKEDIN', 'ACwAAada', {}, [internal('LINKEDIN', 'ACwAAada', 'LINKEDIN_SALES_NAVIGATOR')]],
    ['LINKEDIN', 'AEMAAada', {}, [internal('LINKEDIN', 'AEMAAada', 'LINKEDIN_RECRUITER')]],
    ['LINKEDIN', '1000', {}, [internal('LINKEDIN', '1000', 'GLOBAL', 'COMPANY')]],
    ['LINKEDIN', 'urn:li:organization:1000', {}, [internal('LINKEDIN', '1000', 'GLOBAL', 'COMPANY')]],
    [
      'LINKEDIN',
      'opaque',
      { specifics: { provider: 'LINKEDIN', is_company: true } },
      [internal('LINKEDIN', 'opaque', 'GLOBAL', 'COMPANY')],
    ],
    [
      'LINKEDIN',
      'ACoAAada',
      { public_identifier: 'Ren%C3%A9e' },
      [internal('LINKEDIN', 'ACoAAada', 'LINKEDIN_CLASSIC'), published('LINKEDIN', 'renée')],
    ],
    [
      'LINKEDIN',
      'ACoAAADemoAda00000000000000000000000000',
      { public_identifier: 'ACoAAADemoAda00000000000000000000000000' },
      [internal('LINKEDIN', 'ACoAAADemoAda00000000000000000000000000', 'LINKEDIN_CLASSIC')],
    ],
    [
      'WHATSAPP',
      '33600000011:12@s.whatsapp.net',
      {},
      [internal('WHATSAPP', '33600000011@s.whatsapp.net'), published('WHATSAPP', '33600000011')],
    ],
    ['WHATSAPP', '140000000000002@lid', {}, [internal('WHATSAPP', '140000000000002@lid')]],
    [
      'WHATSAPP',
      '140000000000002@lid',
      { specifics: { provider: 'WHATSAPP', phone_number: 'hidden', lid: '140000000000002@lid' } },
      [internal('WHATSAPP', '140000000000002@lid')],
    ],
    [
      'WHATSAPP',
      '140000000000001@lid',
      { public_identifier: '33600000011@s.whatsapp.net', specifics: { phone_number: '+33 6 00 00 00 11' } },
      [
        internal('WHATSAPP', '140000000000001@lid'),
        internal('WHATSAPP', '33600000011@s.whatsapp.net'),
        published('WHATSAPP', '33600000011'),
      ],
    ],
    [
      'WHATSAPP',
      '33600000011@s.whatsapp.net',
      { specifics: { lid: '140000000000001:3@lid' } },
      [
        internal('WHATSAPP', '33600000011@s.whatsapp.net'),
        published('WHATSAPP', '33600000011'),
        internal('WHATSAPP', '140000000000001@lid'),
      ],
    ],
    [
      'INSTAGRAM',
      '340282366841710300000000000000001',
      { specifics: { provider: 'INSTAGRAM', public_identifier: 'Eve.Demo' } },
      [
        internal('INSTAGRAM', '340282366841710300000000000000001', 'INSTAGRAM_MESSAGING'),
        published('INSTAGRAM', 'eve.demo'),
      ],
    ],
    ['TELEGRAM', 700000011, {}, [internal('TELEGRAM', '700000011')]],
    [
      'TELEGRAM',
      '700000011',
      { public_identifier: '+33600000013' },
      [internal('TELEGRAM', '700000011'), published('TELEGRAM', '33600000013')],
    ],
    ['X', '1234567890123456789', {}, [internal('X', '1234567890123456789')]],
    ['MESSENGER', '100000000000011', {}, [internal('MESSENGER', '100000000000011')]],
  ] as const)('%s %s %j', (provider, providerId, rest, names) => {
    expect(attendee(provider, providerId, rest).user.identifiers).toEqual(names)
  })

  it.each(['120363000000000001@g.us', 'status@broadcast', '120363000000000009@newsletter', '33600000011'])(
    'are not in %s, which is no WhatsApp user',
    (providerId) => {
      expect(() => attendee('WHATSAPP', providerId)).toThrow('names nobody')
    },
  )
})

describe('whether an attendee is a contact', () => {
  it.each([
    ['LINKEDIN', 'ACoAAada', { network_distance: 'DISTANCE_1' }, true],
    ['LINKEDIN', 'ACoAAada', { network_distance: 'DISTANCE_3' }, false],
    ['LINKEDIN', 'ACoAAada', { network_distance: 'OUT_OF_NETWORK' }, false],
    ['LINKEDIN', 'ACoAAada', { network_distance: 'SELF' }, null],
    ['LINKEDIN', 'ACoAAada', {}, null],
    ['LINKEDIN', '1000', { network_distance: 'OUT_OF_NETWORK', is_company: true }, null],
    ['INSTAGRAM', '340', { relationship_status: { following: true } }, true],
    ['INSTAGRAM', '340', { relationship_status: { following: false, followed_by: true } }, false],
    ['INSTAGRAM', '340', { relationship_status: 'unexpected' }, null],
    ['WHATSAPP', '33600000011@s.whatsapp.net', { phone_number: '+33600000011' }, null],
    ['MESSENGER', '100', {}, null],
  ] as const)('%s %s %j: %s', (provider, providerId, specifics, contact) => {
    expect(attendee(provider, providerId, { specifics }).contact).toBe(contact)
  })
})

it('takes what a row shows of a user', () => {
  const row = {
    name: 'Ada Demo',
    is_self: 1,
    hidden: 1,
    picture_url: 'https://media.example.test/ada.jpg',
    profile_url: null,
    specifics: {
      provider: 'LINKEDIN',
      occupation: 'Engineer',
      contact_info: { websites: ['https://ada.example.test', 'javascript:alert(1)', 'ada.example.test'] },
    },
  }

  expect(attendee('LINKEDIN', 'ACoAAada', row)).toEqual({
    unipileId: 'att_1',
    accountUnipileId: 'acc_1',
    providerId: 'ACoAAada',
    isSelf: true,
    hidden: true,
    contact: null,
    user: {
      provider: 'LINKEDIN',
      userKind: 'PERSON',
      identifiers: [internal('LINKEDIN', 'ACoAAada', 'LINKEDIN_CLASSIC')],
      displayName: 'Ada Demo',
      headline: 'Engineer',
      pictureUrl: 'https://media.example.test/ada.jpg',
      phone: null,
      phoneKey: null,
      declares: [],
    },
  })
})

it('leaves the device out of an id', () => {
  const { providerId, user } = attendee('WHATSAPP', '33600000011:12@s.whatsapp.net')

  expect(providerId).toBe('33600000011@s.whatsapp.net')
  expect(user.phone).toBe('33600000011')
})

it('takes a public ID of digits for the phone on Telegram', () => {
  expect(attendee('TELEGRAM', '700000011', { public_identifier: '33600000013' }).user.phone).toBe('33600000013')
  expect(attendee('TELEGRAM', '700000011', { public_identifier: 'finn_demo' }).user.phone).toBeNull()
})

it('does not lose a row to fields of an unexpected type', () => {
  const odd = { name: 7, hidden: 'yes', picture_url: {}, public_identifier: [], specifics: 'none' }

  expect(attendee('LINKEDIN', 'ACoAAada', odd)).toMatchObject({
    hidden: false,
    contact: null,
    user: { displayName: '', headline: null, pictureUrl: null },
  })
})
