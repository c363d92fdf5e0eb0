import type { Identifier } from '../../src/domain/identifier.ts'
import type { AttendeeObservation, MessageObservation } from '../../src/domain/observation.ts'
import { createUpstream, type Upstream } from '../../src/upstream/index.ts'
import type { Page } from '../../src/upstream/page.ts'
import {
  accountObservation,
  attendeeObservation,
  chatObservation,
  internalId,
  messageObservation,
  publicId,
  userObservation,
} from '../../test/harness/observations.ts'

export type AccountSize = {
  readonly attendees: number
  readonly contacts: number
  readonly directChats: number
  readonly groups: number
  readonly membersPerGroup: number
  readonly messages: number
}

const day = 86_400_000
const today = Date.parse('2026-11-20T12:00:00Z')

/** An upstream that answers at once, from memory, with one LinkedIn account of this size. */
export function upstreamOf(size: AccountSize): Upstream {
  const attendees = list(size.attendees, attendee)
  const relations = list(size.contacts, (index) => ({
    user: attendee(index * 2).user,
    since: new Date(today - (index % 2000) * day),
  }))
  const chats = [
    ...list(size.directChats, (index) =>
      chatObservation(`${index}`, {
        attendeeProviderId: memberId(index),
        lastActivityAt: new Date(today - index * 60_000),
      }),
    ),
    ...list(size.groups, (index) => chatObservation(`group-${index}`, { kind: 'GROUP', name: `Group ${index}` })),
  ]
  const membersOf = new Map(
    list(size.groups, (group) => [
      `chat-group-${group}`,
      list(size.membersPerGroup, (place) => attendee(place && (group * 7919 + place * 104_729) % size.attendees)),
    ]),
  )
  const messages = list(size.messages, (index) => message(index, size))
  return {
    ...createUpstream({ baseUrl: 'http://127.0.0.1', apiKey: 'unused' }),
    listAccounts: async () => ({
      items: [accountObservation({ provider: 'LINKEDIN', owner: [member(0)] })],
      cursor: null,
      broken: 0,
      brokenIds: [],
    }),
    listAttendees: async ({ cursor, limit }) => page(attendees, cursor, limit),
    listRelations: async ({ cursor, limit }) => page(relations, cursor, limit),
    listChats: async ({ cursor, limit }) => page(chats, cursor, limit),
    listChatAttendees: async ({ chatId }) => ({
      items: membersOf.get(chatId) ?? [],
      cursor: null,
      broken: 0,
      brokenIds: [],
    }),
    listMessages: async ({ cursor, limit }) => page(messages, cursor, limit),
  }
}

function attendee(index: number): AttendeeObservation {
  const name = `${['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara'][index % 5]} ${(index * 7919) % 100_003}`
  const identifiers = [member(index), publicId(`person-${index}`, 'LINKEDIN')] as const
  return attendeeObservation(`${index}`, {
    providerId: memberId(index),
    isSelf: index === 0,
    user: userObservation(identifiers, {
      displayName: name,
      headline: `Engineer at Company ${index % 500}`,
      pictureUrl: `https://pictures.example/people/${index}.jpg`,
    }),
  })
}

function message(index: number, { directChats, messages }: AccountSize): MessageObservation {
  const chat = (index * 7919) % directChats
  return messageObservation(`${chat}`, `${index}`, {
    senderProviderId: index % 2 === 0 ? memberId(0) : memberId(chat),
    isSender: index % 2 === 0,
    text: `Message ${index}: ${'so it goes '.repeat(index % 12)}`,
    sentAt: new Date(today - Math.floor((index / messages) * 1000 * day)),
  })
}

function member(index: number): Identifier {
  return { ...internalId(memberId(index), 'LINKEDIN'), scope: 'LINKEDIN_CLASSIC' }
}

function memberId(index: number): string {
  return `ACoAA${((index * 2_654_435_761) % 4_294_967_296).toString(36).padStart(8, 'A')}x${index}`
}

function list<Item>(length: number, itemAt: (index: number) => Item): Item[] {
  return Array.from({ length }, (_, index) => itemAt(index))
}

function page<Row>(rows: readonly Row[], cursor: string | null | undefined, limit = 250): Page<Row> {
  const start = Number(cursor ?? 0)
  const end = start + limit
  return { items: rows.slice(start, end), cursor: end < rows.length ? String(end) : null, broken: 0, brokenIds: [] }
}
