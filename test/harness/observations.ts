import type { Identifier } from '../../src/domain/identifier.ts'
import type {
  AccountObservation,
  AttendeeObservation,
  ChatObservation,
  MessageObservation,
  RelationObservation,
  UserObservation,
} from '../../src/domain/observation.ts'

export function internalId(value: string, provider: Identifier['provider'] = 'WHATSAPP'): Identifier {
  return { provider, userKind: 'PERSON', kind: 'PROVIDER_INTERNAL_ID', scope: 'GLOBAL', value }
}

export function publicId(value: string, provider: Identifier['provider'] = 'WHATSAPP'): Identifier {
  return { ...internalId(value, provider), kind: 'PROVIDER_PUBLIC_ID' }
}

export function userObservation(
  identifiers: readonly [Identifier, ...Identifier[]],
  facts: Partial<UserObservation> = {},
): UserObservation {
  const { provider, userKind } = identifiers[0]
  return {
    provider,
    userKind,
    identifiers,
    displayName: '',
    headline: null,
    pictureUrl: null,
    phone: null,
    phoneKey: facts.phone ?? null,
    declares: [],
    ...facts,
  }
}

export function accountObservation(facts: Partial<AccountObservation> = {}): AccountObservation {
  return {
    unipileId: 'account-1',
    provider: 'WHATSAPP',
    name: 'Team phone',
    status: 'OK',
    owner: [internalId('owner@s.whatsapp.net')],
    products: [],
    connectedAt: new Date('2026-01-01T00:00:00Z'),
    ...facts,
  }
}

/** An attendee whose Unipile ID and internal ID are made of `key`. */
export function attendeeObservation(key: string, facts: Partial<AttendeeObservation> = {}): AttendeeObservation {
  const providerId = `${key}@s.whatsapp.net`
  return {
    unipileId: `attendee-${key}`,
    accountUnipileId: 'account-1',
    providerId,
    isSelf: false,
    hidden: false,
    user: userObservation([internalId(providerId)], { displayName: key }),
    contact: null,
    ...facts,
  }
}

export function relationObservation(key: string, since: Date | null = null): RelationObservation {
  return { user: attendeeObservation(key).user, since }
}

/** A 1-to-1 chat with the attendee of that key, unless the facts say otherwise. */
export function chatObservation(key: string, facts: Partial<ChatObservation> = {}): ChatObservation {
  return {
    unipileId: `chat-${key}`,
    accountUnipileId: 'account-1',
    providerId: `${key}@s.whatsapp.net`,
    kind: 'DIRECT',
    name: null,
    attendeeProviderId: facts.kind && facts.kind !== 'DIRECT' ? null : `${key}@s.whatsapp.net`,
    lastActivityAt: new Date('2026-11-01T10:00:00Z'),
    unreadCount: 0,
    archived: false,
    pinned: false,
    mutedUntil: null,
    readOnly: false,
    subject: null,
    contentType: null,
    folders: [],
    ...facts,
  }
}

export function messageObservation(
  chatKey: string,
  key: string,
  facts: Partial<MessageObservation> = {},
): MessageObservation {
  return {
    unipileId: `message-${key}`,
    accountUnipileId: 'account-1',
    chatUnipileId: `chat-${chatKey}`,
    providerId: key,
    senderProviderId: `${chatKey}@s.whatsapp.net`,
    senderAttendeeUnipileId: null,
    senderIdentifiers: [],
    isSender: false,
    text: `message ${key}`,
    sentAt: new Date('2026-11-01T10:00:00Z'),
    seen: false,
    delivered: true,
    edited: false,
    deleted: false,
    hidden: false,
    isEvent: false,
    quotedProviderId: null,
    attachments: [],
    reactions: [],
    ...facts,
  }
}
