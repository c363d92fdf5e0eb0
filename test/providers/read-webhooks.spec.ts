import { describe, expect, it } from 'vitest'
import { readWebhookEvent } from '../../src/providers/read-webhook.ts'
import { internal, published } from './identifiers.ts'

const ada = {
  attendee_id: 'att_1',
  attendee_name: 'Ada Demo',
  attendee_provider_id: 'ACoAAada',
  attendee_profile_url: 'https://www.linkedin.com/in/ACoAAada/',
  attendee_public_identifier: null,
  attendee_specifics: { provider: 'LINKEDIN', network_distance: 'DISTANCE_1' },
}
const owner = { attendee_id: 'att_0', attendee_name: 'Dana', attendee_provider_id: 'ACoAAowner' }
const received = {
  event: 'message_received',
  account_id: 'acc_1',
  account_type: 'LINKEDIN',
  account_info: { type: 'LINKEDIN', feature: 'classic', user_id: 'ACoAAowner' },
  chat_id: 'chat_1',
  provider_chat_id: '2-dGhyZWFk',
  message_id: 'msg_1',
  provider_message_id: '2-bWVzc2FnZQ',
  timestamp: '2026-11-20T10:15:30.000Z',
  message: 'Hello',
  attendees: [ada],
  sender: ada,
  is_sender: false,
  is_event: 0,
  is_group: false,
  chat_content_type: null,
  subject: null,
  folder: ['INBOX'],
  attachments: [{ attachment_id: 'a1', attachment_type: 'img' }],
}

describe('a message', () => {
  it('has the shape of one that was asked for', () => {
    expect(readWebhookEvent(received)).toMatchObject({
      kind: 'MESSAGE_RECEIVED',
      isEcho: false,
      chat: {
        unipileId: 'chat_1',
        accountUnipileId: 'acc_1',
        providerId: '2-dGhyZWFk',
        isGroup: false,
        folders: ['INBOX'],
      },
      message: {
        unipileId: 'msg_1',
        accountUnipileId: 'acc_1',
        chatUnipileId: 'chat_1',
        providerId: '2-bWVzc2FnZQ',
        senderProviderId: 'ACoAAada',
        senderAttendeeUnipileId: 'att_1',
        isSender: false,
        text: 'Hello',
        sentAt: new Date('2026-11-20T10:15:30Z'),
        attachments: [{ id: 'a1', type: 'img' }],
      },
      attendees: [
        {
          unipileId: 'att_1',
          accountUnipileId: 'acc_1',
          isSelf: false,
          contact: true,
          user: { displayName: 'Ada Demo' },
        },
      ],
      sender: { unipileId: 'att_1' },
    })
  })

  it.each([
    ['is flagged', { is_sender: true }, true],
    ['comes from the owner though not flagged', { sender: owner }, true],
    ['comes from the owner, whose attendee is not told', { sender: { attendee_provider_id: 'ACoAAowner' } }, true],
    ['comes from somebody', {}, false],
  ])('is an echo when it %s', (_what, facts, isEcho) => {
    const told = { kind: 'MESSAGE_RECEIVED', isEcho, message: { isSender: isEcho } }
    expect(readWebhookEvent({ ...received, ...facts })).toMatchObject(told)
  })

  it('links a LID and a phone, and knows the owner by the phone', () => {
    const whatsapp = { ...received, account_type: 'WHATSAPP', account_info: { phone_number: '+33600000001' } }
    const chloe = {
      attendee_id: 'att_2',
      attendee_name: 'Chloe',
      attendee_provider_id: '140000000000001@lid',
      attendee_public_identifier: '33600000011@s.whatsapp.net',
      attendee_specifics: { provider: 'WHATSAPP', phone_number: '+33600000011', lid: '140000000000001@lid' },
    }
    const dana = { ...chloe, attendee_provider_id: '33600000001@s.whatsapp.net' }

    expect(readWebhookEvent({ ...whatsapp, attendees: [chloe], sender: chloe })).toMatchObject({
      isEcho: false,
      sender: {
        user: {
          identifiers: [
            internal('WHATSAPP', '140000000000001@lid'),
            internal('WHATSAPP', '33600000011@s.whatsapp.net'),
            published('WHATSAPP', '33600000011'),
          ],
        },
      },
    })
    expect(readWebhookEvent({ ...whatsapp, sender: { ...dana, attendee_public_identifier: null } })).toMatchObject({
      isEcho: true,
      sender: { isSelf: true },
    })
  })

  it('knows the owner by the internal ID, from whichever device', () => {
    const facts = { account_type: 'WHATSAPP', account_info: { user_id: '33600000001:3@s.whatsapp.net' } }
    const sender = { ...owner, attendee_provider_id: '33600000001:12@s.whatsapp.net' }

    expect(readWebhookEvent({ ...received, ...facts, sender })).toMatchObject({
      isEcho: true,
      sender: { isSelf: true },
    })
  })

  it('is not lost to an attendee that cannot be read', () => {
    expect(readWebhookEvent({ ...received, attendees: [null, {}, ada], sender: null })).toMatchObject({
      attendees: [{ unipileId: 'att_1' }],
      sender: null,
      message: { senderProviderId: '', senderIdentifiers: [] },
    })
  })
})

const named = { accountUnipileId: 'acc_1', chatUnipileId: 'chat_1', messageUnipileId: 'msg_1' }

it.each([
  [
    { ...received, event: 'message_read', read_by: { ACoAAada: '2026-11-20T10:17:00.000Z' } },
    { kind: 'MESSAGE_READ', ...named, readByProviderIds: ['ACoAAada'] },
  ],
  [
    { ...received, event: 'message_reaction', reaction: '👍', reaction_sender: ada },
    { kind: 'MESSAGE_REACTION', ...named },
  ],
  [
    { ...received, event: 'message_reaction', reaction: null, reaction_sender: null },
    { kind: 'MESSAGE_REACTION', ...named },
  ],
  [
    { ...received, event: 'message_edited' },
    { kind: 'MESSAGE_CHANGED', ...named, change: 'EDITED' },
  ],
  [
    { ...received, event: 'message_deleted' },
    { kind: 'MESSAGE_CHANGED', ...named, change: 'DELETED' },
  ],
  [
    { ...received, event: 'message_delivered' },
    { kind: 'MESSAGE_CHANGED', ...named, change: 'DELIVERED' },
  ],
])('says which message $event is about', (body, event) => {
  expect(readWebhookEvent(body)).toEqual(event)
})

it('tells of a new relation', () => {
  const body = {
    event: 'new_relation',
    account_id: 'acc_1',
    account_type: 'LINKEDIN',
    user_full_name: 'Bob Demo',
    user_provider_id: 'ACoAAbob',
    user_public_identifier: 'bob-demo',
    user_picture_url: 'https://media.example.test/bob.jpg',
  }

  expect(readWebhookEvent(body)).toMatchObject({
    kind: 'NEW_RELATION',
    accountUnipileId: 'acc_1',
    relation: {
      since: null,
      user: {
        displayName: 'Bob Demo',
        identifiers: [internal('LINKEDIN', 'ACoAAbob', 'LINKEDIN_CLASSIC'), published('LINKEDIN', 'bob-demo')],
      },
    },
  })
})

it.each([
  ['OK', 'OK'],
  ['CREATION_SUCCESS', 'CONNECTING'],
  ['SYNC_SUCCESS', 'OK'],
  ['RECONNECTED', 'OK'],
  ['CREDENTIALS', 'RECONNECT_NEEDED'],
  ['DELETED', 'DELETED'],
  ['STOPPED', 'STOPPED'],
  ['A_NEW_WORD', 'UNKNOWN'],
])('reads account status %s as %s', (word, status) => {
  const event = { kind: 'ACCOUNT_STATUS', accountUnipileId: 'acc_1', status, word }

  expect(readWebhookEvent({ AccountStatus: { account_id: 'acc_1', account_type: 'X', message: word } })).toEqual(event)
  expect(readWebhookEvent({ status: word, account_id: 'acc_1', name: 'Dana' })).toEqual(event)
})

it.each([
  [{ event: 'mail_received', account_id: 'acc_1', account_type: 'GOOGLE_OAUTH' }, 'UNKNOWN', 'mail_received'],
  [{ ...received, event: 'calendar_turned' }, 'UNKNOWN', 'calendar_turned'],
  [{ ...received, account_type: 'SLACK' }, 'UNKNOWN', 'message_received'],
  [{ event: 'new_relation', account_type: 'TELEGRAM' }, 'UNKNOWN', 'new_relation'],
  [{ ...received, chat_id: undefined }, 'UNREADABLE', 'message_received'],
  [{ ...received, timestamp: 'yesterday' }, 'UNREADABLE', 'message_received'],
  [null, 'UNKNOWN', ''],
  ['text', 'UNKNOWN', ''],
  [[received], 'UNKNOWN', ''],
])('survives %j', (body, kind, event) => {
  expect(readWebhookEvent(body)).toEqual({ kind, event })
})
