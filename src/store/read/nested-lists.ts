import type { Attendee } from '../../domain/attendee.ts'
import type { Chat, ChatFilter } from '../../domain/chat.ts'
import type { Message } from '../../domain/message.ts'
import { attendeeColumns } from './attendee-columns.ts'
import { chatColumns } from './chat-columns.ts'
import { chatConditions, chatOrder } from './chat-conditions.ts'
import { messageColumns } from './message-columns.ts'
import type { NestedList } from './nested-list.ts'

const everything = () => ({ name: '', condition: '' })

/** An account's attendees, by name. */
export const attendeesOfAccount: NestedList<null, Attendee> = {
  name: 'attendees_of_account',
  table: 'attendee',
  columns: attendeeColumns,
  source: (parent, { bind }, { accountIds }) =>
    `attendee where attendee.account_id = ${parent} and attendee.account_id = any (${bind(accountIds)}::int[])
     and not attendee.is_self`,
  filter: everything,
  order: { key: { expression: 'attendee.sort_name', type: 'text' }, id: 'attendee.id', direction: 'asc' },
}

/** A user's attendees, one for each account that knows the user. */
export const attendeesOfUser: NestedList<null, Attendee> = {
  name: 'attendees_of_user',
  table: 'attendee',
  columns: attendeeColumns,
  source: (parent, { bind }, { accountIds }) =>
    `attendee where attendee.user_id = ${parent} and attendee.account_id = any (${bind(accountIds)}::int[])`,
  filter: everything,
  order: { key: null, id: 'attendee.id', direction: 'asc' },
}

/** A chat's participants, in the order in which they became attendees. */
export const participantsOfChat: NestedList<null, Attendee> = {
  name: 'participants',
  table: 'attendee',
  columns: attendeeColumns,
  source: (parent, { bind }, { accountIds }) =>
    `participant join attendee on attendee.id = participant.attendee_id
     where participant.chat_id = ${parent} and attendee.account_id = any (${bind(accountIds)}::int[])`,
  filter: everything,
  order: { key: null, id: 'attendee.id', direction: 'asc' },
  seekId: 'participant.attendee_id',
}

/** The chats that an attendee is in, the most recently active first. */
export const chatsOfAttendee: NestedList<ChatFilter, Chat> = {
  name: 'chats_of_attendee',
  table: 'chat',
  columns: chatColumns,
  source: (parent, { bind }, { accountIds }) =>
    `participant join chat on chat.id = participant.chat_id
     where participant.attendee_id = ${parent} and chat.account_id = any (${bind(accountIds)}::int[])`,
  filter: chatConditions,
  order: chatOrder,
}

/** The chats that a user is in, on all of the viewer's accounts, the most recently active first. */
export const chatsOfUser: NestedList<ChatFilter, Chat> = {
  name: 'chats_of_user',
  table: 'chat',
  columns: chatColumns,
  source: (parent, { bind }, { accountIds }) =>
    // A user with two attendees in an account, by LID and by phone, is in a chat once.
    `chat where chat.id in (
       select participant.chat_id from attendee join participant on participant.attendee_id = attendee.id
       where attendee.user_id = ${parent} and attendee.account_id = any (${bind(accountIds)}::int[]))`,
  filter: chatConditions,
  order: chatOrder,
}

/** A chat's messages, the latest first, without those that conversations do not show. */
export const messagesOfChat: NestedList<null, Message> = {
  name: 'messages_of_chat',
  table: 'message',
  columns: messageColumns,
  source: (parent, { bind }, { accountIds }) =>
    `message where message.chat_id = ${parent} and message.account_id = any (${bind(accountIds)}::int[])
     and not message.hidden`,
  filter: everything,
  order: { key: { expression: 'message.sent_at', type: 'timestamptz' }, id: 'message.id', direction: 'desc' },
}
