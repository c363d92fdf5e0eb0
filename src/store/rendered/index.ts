import { createHash } from 'node:crypto'
import type { Shape } from '../../domain/shape.ts'
import { attendeeColumns } from '../read/attendee-columns.ts'
import { chatColumns } from '../read/chat-columns.ts'
import { messageColumns } from '../read/message-columns.ts'
import { attendeesOfUser, chatsOfAttendee, messagesOfChat, participantsOfChat } from '../read/nested-lists.ts'
import { userColumns } from '../read/user-columns.ts'
import { accountFields, accountOf, providerOf } from './account.ts'
import { identifiersOfAttendee, identifiersOfUser } from './identifiers.ts'
import { sqlOf } from './json-text.ts'
import { knownStatusOfAttendee } from './known-status.ts'
import { knownStatusOfUser } from './known-status-of-user.ts'
import { accountIds, nestedNodes } from './nested.ts'
import { type RenderField, render, rowFields, rowOf } from './render.ts'

const anyChat = { kind: null, unread: null, archived: null }

/** What the store can tell of each type of row as the graph's answers have it, without a resolver. */
const rows: Readonly<Record<string, RenderField>> = {
  Account: accountFields,
  Attendee: rowFields('Attendee', 'attendee', attendeeColumns, {
    account: accountOf('attendee.account_id'),
    user: rowOf(`users named join users on users.id = coalesce(named.redirect_to_id, named.id)
      where named.id = attendee.user_id`),
    identifiers: identifiersOfAttendee,
    knownStatus: knownStatusOfAttendee,
    chats: nestedNodes(chatsOfAttendee, anyChat, 'attendee.id'),
  }),
  Chat: rowFields('Chat', 'chat', chatColumns, {
    account: accountOf('chat.account_id'),
    provider: () => providerOf('chat.account_id'),
    with: rowOf(`attendee
      where attendee.account_id = chat.account_id and attendee.provider_id = chat.peer_provider_id`),
    participants: nestedNodes(participantsOfChat, null, 'chat.id'),
    lastMessage: rowOf(`(
      select message.* from message where message.chat_id = chat.id and not message.hidden
      order by message.sent_at desc, message.id desc limit 1) message`),
    messages: nestedNodes(messagesOfChat, null, 'chat.id'),
  }),
  Message: rowFields('Message', 'message', messageColumns, {
    account: accountOf('message.account_id'),
    chat: rowOf('chat where chat.id = message.chat_id'),
    sender: rowOf(`attendee
      where attendee.account_id = message.account_id and attendee.provider_id = message.sender_provider_id`),
  }),
  User: rowFields('User', 'users', userColumns, {
    attendees: nestedNodes(attendeesOfUser, null, 'users.id'),
    identifiers: identifiersOfUser,
    knownStatus: knownStatusOfUser,
  }),
}

/** A row as the answer has it, as an expression beside the row. */
export type RenderedRow = {
  /** Tells statements apart that read other shapes. */
  readonly name: string
  readonly sql: string
  /** Whether it is the ids of the viewer's accounts that the statement's first parameter has to be. */
  readonly usesAccounts: boolean
}

/** Whole questions have a tenth of it; PostgreSQL plans what is longer for longer than it would take to answer. */
const longestSql = 50_000
const known = new WeakMap<Shape, RenderedRow | null>()

/** Null when rows can't be read in this shape: some of it only resolvers can tell, or it would be too long. */
export function renderedRow(shape: Shape): RenderedRow | null {
  const before = known.get(shape)
  if (before !== undefined) return before
  const row = renderRow(shape)
  known.set(shape, row)
  return row
}

/** PostgreSQL cuts names after 63 characters, so that what tells shapes apart is short. */
function renderRow(shape: Shape): RenderedRow | null {
  const json = render(shape, { rows })
  if (!json) return null
  const sql = sqlOf(json)
  if (sql.length > longestSql) return null
  const name = createHash('sha256').update(JSON.stringify(shape)).digest('base64url').slice(0, 10)
  return { name, sql, usesAccounts: sql.includes(accountIds) }
}

const inLists = new Set(['Attendee', 'Chat', 'Message'])
const byKey = new Set(['Attendee', 'Chat', 'User'])

/** Whether rows can be read in this shape. */
export const canRender = {
  inLists: (shape: Shape): boolean => inLists.has(shape.type) && renderedRow(shape) !== null,
  byKey: (shape: Shape): boolean => byKey.has(shape.type) && renderedRow(shape) !== null,
}
