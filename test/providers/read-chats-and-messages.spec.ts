import { describe, expect, it } from 'vitest'
import { readChat } from '../../src/providers/read-chat.ts'
import { readMessage } from '../../src/providers/read-message.ts'
import { internal, published } from './identifiers.ts'

const chat = {
  object: 'Chat',
  id: 'chat_1',
  account_id: 'acc_1',
  account_type: 'LINKEDIN',
  provider_id: '2-dGhyZWFk',
  attendee_provider_id: 'ACoAAada',
  name: null,
  type: 0,
  timestamp: '2026-11-20T10:15:30.000Z',
  unread_count: 2,
  archived: 0,
  muted_until: null,
  read_only: 0,
}

const message = {
  object: 'Message',
  id: 'msg_1',
  account_id: 'acc_1',
  chat_id: 'chat_1',
  provider_id: '2-bWVzc2FnZQ',
  sender_id: 'ACoAAada',
  sender_attendee_id: 'att_1',
  text: ' Hello\n',
  attachments: [],
  timestamp: '2026-11-20T10:15:30.000Z',
  is_sender: 0,
  reactions: [],
  seen: 1,
  seen_by: {},
  hidden: 0,
  deleted: 0,
  edited: 1,
  is_event: 0,
  delivered: 1,
  behavior: null,
  original: '{"private": "of the provider"}',
}

describe('a chat', () => {
  it('is direct with somebody', () => {
    const extras = { subject: 'Role', content_type: 'inmail', folder: ['INBOX', 'INBOX_LINKEDIN_CLASSIC'], pinned: 1 }

    expect(readChat({ ...chat, ...extras })).toEqual({
      unipileId: 'chat_1',
      accountUnipileId: 'acc_1',
      providerId: '2-dGhyZWFk',
      kind: 'DIRECT',
      name: null,
      attendeeProviderId: 'ACoAAada',
      lastActivityAt: new Date('2026-11-20T10:15:30Z'),
      unreadCount: 2,
      archived: false,
      pinned: true,
      mutedUntil: null,
      readOnly: false,
      subject: 'Role',
      contentType: 'inmail',
      folders: ['INBOX', 'INBOX_LINKEDIN_CLASSIC'],
    })
  })

  it.each([
    [0, 'DIRECT', 'ACoAAada'],
    [1, 'GROUP', null],
    [2, 'CHANNEL', null],
    [9, 'CHANNEL', null],
  ])('of type %i is %s', (type, kind, attendeeProviderId) => {
    expect(readChat({ ...chat, type })).toMatchObject({ kind, attendeeProviderId })
  })

  it.each([
    [-1, 'FOREVER'],
    [null, null],
    ['2026-12-01T00:00:00.000Z', new Date('2026-12-01T00:00:00Z')],
    ['some day', null],
  ])('muted until %s is muted until %s', (muted_until, mutedUntil) => {
    expect(readChat({ ...chat, muted_until }).mutedUntil).toEqual(mutedUntil)
  })

  it.each([
    [0, false],
    [1, true],
    [2, true],
  ])('with read_only %i is closed: %s', (read_only, readOnly) => {
    expect(readChat({ ...chat, read_only }).readOnly).toBe(readOnly)
  })

  it('is with somebody, not with a device of theirs', () => {
    const read = readChat({ ...chat, attendee_provider_id: '33600000011:12@s.whatsapp.net' })

    expect(read.attendeeProviderId).toBe('33600000011@s.whatsapp.net')
  })

  it('without an activity has none', () => {
    expect(readChat({ ...chat, timestamp: null }).lastActivityAt).toBeNull()
  })
})

describe('a message', () => {
  it('is what was said, without what the provider said it with', () => {
    expect(readMessage('LINKEDIN', message)).toEqual({
      unipileId: 'msg_1',
      accountUnipileId: 'acc_1',
      chatUnipileId: 'chat_1',
      providerId: '2-bWVzc2FnZQ',
      senderProviderId: 'ACoAAada',
      senderAttendeeUnipileId: 'att_1',
      senderIdentifiers: [internal('LINKEDIN', 'ACoAAada', 'LINKEDIN_CLASSIC')],
      isSender: false,
      text: ' Hello\n',
      sentAt: new Date('2026-11-20T10:15:30Z'),
      seen: true,
      delivered: true,
      edited: true,
      deleted: false,
      hidden: false,
      isEvent: false,
      quotedProviderId: null,
      attachments: [],
      reactions: [],
    })
  })

  it('tells the phone behind a LID when it names both', () => {
    const sent = {
      ...message,
      sender_id: '140000000000002@lid',
      sender_public_identifier: '33600000012@s.whatsapp.net',
    }

    expect(readMessage('WHATSAPP', sent).senderIdentifiers).toEqual([
      internal('WHATSAPP', '140000000000002@lid'),
      internal('WHATSAPP', '33600000012@s.whatsapp.net'),
      published('WHATSAPP', '33600000012'),
    ])
  })

  it.each([
    ['TELEGRAM', '-1001000000001'],
    ['WHATSAPP', '120363000000000001@g.us'],
    ['LINKEDIN', ''],
  ] as const)('of %s “%s” has no user as sender', (provider, sender_id) => {
    expect(readMessage(provider, { ...message, sender_id }).senderIdentifiers).toEqual([])
  })

  it('is of whoever sent it or reacted, from whichever device', () => {
    const reactions = [{ value: '👍', sender_id: '140000000000002:7@lid' }]
    const sent = { ...message, sender_id: '33600000011:12@s.whatsapp.net', reactions }

    expect(readMessage('WHATSAPP', sent)).toMatchObject({
      senderProviderId: '33600000011@s.whatsapp.net',
      reactions: [{ value: '👍', senderProviderId: '140000000000002@lid' }],
    })
  })

  it.each([
    ['numbers', { provider_id: 12, sender_id: 783214 }, { providerId: '12', senderProviderId: '783214' }],
    ['null', { provider_id: null, sender_id: null }, { providerId: '', senderProviderId: '', senderIdentifiers: [] }],
    ['absent', { provider_id: undefined, sender_id: undefined }, { providerId: '', senderProviderId: '' }],
  ])('is not lost when its ids at the provider are %s', (_what, ids, read) => {
    expect(readMessage('X', { ...message, ...ids })).toMatchObject(read)
  })

  it('has the attachments and reactions that can be read', () => {
    const attachments = [
      { id: 'a1', type: 'img', mimetype: 'image/jpeg', size: { width: 1, height: 1 }, unavailable: false },
      { id: 'a2', type: 'file', file_name: 'cv.pdf', file_size: 1234, unavailable: true },
      { id: 'a3', type: 'video', file_size: 5_000_000_000 },
      { type: 'nameless' },
    ]
    const reactions = [{ value: '👍', sender_id: 'ACoAAbob', is_sender: false }, null]
    const quoted = { provider_id: '2-cXVvdGVk', text: 'before' }

    expect(readMessage('LINKEDIN', { ...message, attachments, reactions, quoted, text: null })).toMatchObject({
      text: null,
      quotedProviderId: '2-cXVvdGVk',
      attachments: [
        { id: 'a1', type: 'img', mimeType: 'image/jpeg', fileName: null, sizeBytes: null, unavailable: false },
        { id: 'a2', type: 'file', mimeType: null, fileName: 'cv.pdf', sizeBytes: 1234, unavailable: true },
        { id: 'a3', type: 'video', mimeType: null, fileName: null, sizeBytes: 5_000_000_000, unavailable: false },
      ],
      reactions: [{ value: '👍', senderProviderId: 'ACoAAbob' }],
    })
  })
})
