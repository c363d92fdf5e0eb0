import { describe, expect, it } from 'vitest'
import { readAccount } from '../../src/providers/read-account.ts'
import { internal, published } from './identifiers.ts'

function account(type: string, im: unknown, status = 'OK') {
  return {
    object: 'Account',
    id: 'acc_1',
    type,
    name: 'Dana',
    created_at: '2026-01-15T09:30:00.000Z',
    groups: [],
    connection_params: { im },
    sources: [{ id: 'acc_1_MESSAGING', status }],
  }
}

describe('the owner of an account', () => {
  it.each([
    [
      'LINKEDIN',
      { id: 'ACoAAowner', publicIdentifier: 'Dana-Demo', username: 'Dana Demo', premiumContractId: null },
      [internal('LINKEDIN', 'ACoAAowner', 'LINKEDIN_CLASSIC'), published('LINKEDIN', 'dana-demo')],
    ],
    [
      'WHATSAPP',
      { phone_number: '+33600000001' },
      [internal('WHATSAPP', '33600000001@s.whatsapp.net'), published('WHATSAPP', '33600000001')],
    ],
    [
      'INSTAGRAM',
      { id: '17840000000000001', username: 'Demo.Shop' },
      [internal('INSTAGRAM', '17840000000000001'), published('INSTAGRAM', 'demo.shop')],
    ],
    [
      'TELEGRAM',
      { user_id: 700000001, username: 'demo_tg' },
      [internal('TELEGRAM', '700000001'), published('TELEGRAM', 'demo_tg')],
    ],
    ['TWITTER', { id: '900000001', username: '@Demo_X' }, [internal('X', '900000001'), published('X', 'demo_x')]],
    ['MESSENGER', { id: '100000000000001', username: 'Dana Demo' }, [internal('MESSENGER', '100000000000001')]],
    ['LINKEDIN', null, []],
  ])('of %s', (type, im, owner) => {
    expect(readAccount(account(type, im)).owner).toEqual(owner)
  })
})

it.each(['GOOGLE_OAUTH', 'OUTLOOK', 'MAIL', 'SLACK', 'SOMETHING_NEW'])('has no provider for %s', (type) => {
  expect(readAccount(account(type, { id: '1' }))).toMatchObject({ provider: null, owner: [] })
})

it.each([
  ['OK', 'OK'],
  ['CONNECTING', 'CONNECTING'],
  ['CREDENTIALS', 'RECONNECT_NEEDED'],
  ['PERMISSIONS', 'RECONNECT_NEEDED'],
  ['STOPPED', 'STOPPED'],
  ['ERROR', 'ERROR'],
  ['SOMETHING_NEW', 'UNKNOWN'],
])('reads source status %s as %s', (word, status) => {
  expect(readAccount(account('LINKEDIN', {}, word)).status).toBe(status)
})

it('goes by the messaging source, and by none when there is none', () => {
  const sources = [
    { id: 'acc_1_CALENDAR', status: 'ERROR' },
    { id: 'acc_1_MESSAGING', status: 'OK' },
  ]

  expect(readAccount({ ...account('LINKEDIN', {}), sources }).status).toBe('OK')
  expect(readAccount({ ...account('LINKEDIN', {}), sources: [] }).status).toBe('UNKNOWN')
})

it('keeps the paid products, and nothing else of the connection', () => {
  const im = {
    id: 'ACoAAowner',
    premiumFeatures: ['premium', 'recruiter', 'sales_navigator'],
    proxy: { password: 'p' },
  }

  const read = readAccount(account('LINKEDIN', im))

  expect(read).toEqual({
    unipileId: 'acc_1',
    provider: 'LINKEDIN',
    name: 'Dana',
    status: 'OK',
    owner: [internal('LINKEDIN', 'ACoAAowner', 'LINKEDIN_CLASSIC')],
    products: ['SALES_NAVIGATOR', 'RECRUITER'],
    connectedAt: new Date('2026-01-15T09:30:00Z'),
  })
})
