import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts, castAttendees, castChats, castOwners, castUsers } from '../../src/sandbox/cast.ts'
import { startSandbox } from './harness.ts'

let sandbox: Awaited<ReturnType<typeof startSandbox>>
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id)
const newestFirst = (rows: readonly { timestamp: string }[]) =>
  rows
    .map(({ timestamp }) => timestamp)
    .sort()
    .reverse()

describe('paging', () => {
  it.each([
    ['/accounts', {}],
    ['/chats', {}],
    ['/messages', {}],
    ['/chat_attendees', {}],
    [`/chats/${castChats.marieWithAda}/messages`, {}],
    [`/chat_attendees/${castAttendees.adaOfMarie}/messages`, {}],
    ['/chats', { account_id: castAccounts.marieLinkedin }],
    ['/chat_attendees', { account_id: castAccounts.marieWhatsapp }],
    ['/messages', { sender_id: castUsers.adaLinkedin.internalId }],
    ['/messages', { sender_id: castUsers.marieLinkedin.internalId }],
    [`/chat_attendees/${castOwners.marieLinkedin}/messages`, {}],
  ])('gives every row of %s %o once, however small the pages', async (path, query) => {
    const whole = await sandbox.all(path, { ...query, limit: 250 })
    const small = await sandbox.all(path, { ...query, limit: 7 })

    expect(whole.length).toBeGreaterThan(7)
    expect(ids(small)).toEqual(ids(whole))
    expect(new Set(ids(small)).size).toBe(small.length)
  })

  it('orders chats and messages by time, the newest first', async () => {
    for (const path of ['/chats', '/messages']) {
      const rows = await sandbox.all(path)
      expect(rows.map(({ timestamp }) => timestamp)).toEqual(newestFirst(rows))
    }
  })

  it('makes cursors of standard base64, and follows them whatever else is asked', async () => {
    const { body } = await sandbox.get('/chats', { limit: 2, account_type: 'WHATSAPP' })
    const next = await sandbox.get('/chats', {
      cursor: body.cursor ?? '',
      limit: 9000,
      account_type: 'LINKEDIN',
      before: 'no date',
    })

    expect(JSON.parse(Buffer.from(body.cursor ?? '', 'base64').toString())).toEqual({
      account_type: 'WHATSAPP',
      limit: 2,
      cursor: { last_id: body.items[1]?.id, last_date: body.items[1]?.timestamp },
    })
    expect(next.body.items).toHaveLength(2)
    expect(next.body.items.every((chat: { account_type: string }) => chat.account_type === 'WHATSAPP')).toBe(true)
  })

  it('goes on at the right place when a chat has moved to the front meanwhile', async () => {
    const { body } = await sandbox.get('/chats', { limit: 5 })
    const rest = await sandbox.all('/chats', { cursor: body.cursor ?? '' })
    sandbox.emit({ type: 'message_received', chat_id: rest[0]?.id })

    expect(ids(await sandbox.all('/chats', { cursor: body.cursor ?? '' }))).toEqual(ids(rest.slice(1)))
  })

  it('lists relations the latest first, and pages and filters them by name', async () => {
    const account_id = castAccounts.marieLinkedin
    const relations = await sandbox.all('/users/relations', { account_id, limit: 2 })
    const dates = relations.map(({ created_at }) => created_at)
    const { body } = await sandbox.get('/users/relations', { account_id, filter: 'LOVEL' })

    expect(dates).toEqual([...dates].sort((one, other) => other - one))
    expect(body.items).toMatchObject([
      { member_id: castUsers.adaLinkedin.internalId, public_identifier: 'ada-lovelace' },
    ])
  })
})

describe('filters', () => {
  it('take several accounts, or the read and unread', async () => {
    const account_id = `${castAccounts.marieWhatsapp},${castAccounts.nikolaTelegram}`
    const chats = await sandbox.all('/chats', { account_id })
    const unread = await sandbox.all('/chats', { unread: 'true' })
    const read = await sandbox.all('/chats', { unread: 'false' })

    expect(new Set(chats.map((chat) => chat.account_id))).toEqual(new Set(account_id.split(',')))
    expect(unread.every(({ unread_count }) => unread_count > 0)).toBe(true)
    expect(unread.length + read.length).toBe((await sandbox.all('/chats')).length)
  })

  it.each(['/chats', '/messages', `/chats/${castChats.marieWithAda}/messages`])(
    'bound %s by times that are excluded',
    async (path) => {
      const rows = await sandbox.all(path)
      const [newest = '', middle = '', oldest = ''] = [0, Math.floor(rows.length / 2), -1].map(
        (place) => rows.at(place)?.timestamp,
      )

      const between = await sandbox.all(path, { before: newest, after: oldest })
      const later = await sandbox.all(path, { after: middle })

      expect(ids(between)).toEqual(ids(rows.slice(1, -1)))
      expect(ids(later)).toEqual(ids(rows.slice(0, Math.floor(rows.length / 2))))
    },
  )

  it('give the chats of several attendees at once, direct ones only', async () => {
    const path = `/chat_attendees/${castAttendees.adaOfMarie},${castAttendees.graceOfMarie}/chats`
    expect(new Set(ids(await sandbox.all(path)))).toEqual(new Set([castChats.marieWithAda, castChats.marieWithGrace]))
  })

  it('find attendees by provider id, in all accounts or in one', async () => {
    const path = `/chat_attendees/${castUsers.adaLinkedin.internalId}/chats`
    const ofMarie = await sandbox.all(path, { account_id: castAccounts.marieLinkedin })

    expect(await sandbox.all(path)).toHaveLength(2)
    expect(ids(ofMarie)).toEqual([castChats.marieWithAda])
  })
})

describe('refusals', () => {
  it.each([
    ['/chats', { limit: 251 }, 'errors/limit_too_high'],
    ['/users/relations', { limit: 1001, account_id: castAccounts.marieLinkedin }, 'errors/limit_too_high'],
    ['/users/invite/sent', { limit: 101, account_id: castAccounts.marieLinkedin }, 'errors/limit_too_high'],
    ['/messages', { limit: 0 }, 'errors/invalid_parameters'],
    ['/messages', { limit: 'ten' }, 'errors/invalid_parameters'],
    ['/chats', { before: '2026-11-20' }, 'errors/invalid_parameters'],
    ['/chats', { after: '2026-11-20T10:00:00Z' }, 'errors/invalid_parameters'],
    ['/chats', { cursor: 'nonsense' }, 'errors/invalid_parameters'],
    ['/users/relations', {}, 'errors/invalid_parameters'],
  ])('%s %o', async (path, query, type) => {
    expect(await sandbox.get(path, query)).toMatchObject({ status: 400, body: { type, status: 400 } })
  })
})
