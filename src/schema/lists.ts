import type { Account } from '../domain/account.ts'
import type { Attendee, AttendeeOrder } from '../domain/attendee.ts'
import type { Chat } from '../domain/chat.ts'
import type { Delivery } from '../domain/delivery.ts'
import type { Message } from '../domain/message.ts'
import type { ListKind } from './paging.ts'

/** Where rows without a moment of their own stand in lists ordered by one: behind all others. */
const never = '1970-01-01T00:00:00.000Z'

export const accountsById: ListKind<Account> = {
  name: 'accounts',
  key: 'NONE',
  position: ({ id }) => ({ key: '', id: String(id) }),
  reads: ['id'],
}

export const attendeesById: ListKind<Attendee> = {
  name: 'attendees',
  key: 'NONE',
  position: ({ id }) => ({ key: '', id }),
  reads: ['id'],
}

export const attendeesBy: Readonly<Record<AttendeeOrder, ListKind<Attendee>>> = {
  NAME: {
    name: 'attendees by name',
    key: 'TEXT',
    position: ({ sortName, id }) => ({ key: sortName, id }),
    reads: ['sortName', 'id'],
  },
  LAST_INTERACTION: {
    name: 'attendees by last interaction',
    key: 'TIME',
    position: ({ lastInteractionAt, id }) => ({ key: lastInteractionAt ?? never, id }),
    reads: ['lastInteractionAt', 'id'],
  },
}

export const chatsByActivity: ListKind<Chat> = {
  name: 'chats',
  key: 'TIME',
  position: ({ lastActivityAt, id }) => ({ key: lastActivityAt ?? never, id }),
  reads: ['lastActivityAt', 'id'],
}

export const deliveriesByArrival: ListKind<Delivery> = {
  name: 'webhook deliveries',
  key: 'NONE',
  position: ({ id }) => ({ key: '', id }),
  reads: ['id'],
}

export const messagesByTime: ListKind<Message> = {
  name: 'messages',
  key: 'TIME',
  position: ({ sentAt, id }) => ({ key: sentAt, id }),
  reads: ['sentAt', 'id'],
}
