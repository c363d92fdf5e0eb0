import { NotFoundUpstreamError } from '../domain/errors.ts'
import type {
  AttendeeObservation,
  ChatObservation,
  MessageObservation,
  RelationObservation,
} from '../domain/observation.ts'
import { identifyAttendees, ingestAttendees } from '../store/ingest/attendees.ts'
import { ingestChats, ingestChatsOnly } from '../store/ingest/chats.ts'
import { ingestPastMessages } from '../store/ingest/messages.ts'
import { findMissingChats } from '../store/ingest/missing-chats.ts'
import { identifyRelations, ingestRelations } from '../store/ingest/relations.ts'
import type { SyncContext } from './context.ts'
import { IncompleteRowsError, type PagedStream } from './read-pages.ts'

const pageSize = 250
const relationsPageSize = 1000

export function attendeeStream({ upstream, workspaceId }: SyncContext): PagedStream<AttendeeObservation> {
  const originAt = (observedAt: string) => ({ source: 'ATTENDEE_LIST', observedAt }) as const
  return {
    fetch: ({ unipileId, provider }, cursor, signal) =>
      upstream.listAttendees({ accountId: unipileId, provider, cursor, limit: pageSize }, signal),
    identify: (sql, _account, attendees, observedAt) =>
      identifyAttendees(sql, { workspaceId, attendees, origin: originAt(observedAt) }),
    write: (sql, { id }, attendees, observedAt, identified) =>
      ingestAttendees(sql, { workspaceId, accountId: id, attendees, origin: originAt(observedAt), identified }),
  }
}

export function relationStream({ upstream, workspaceId }: SyncContext): PagedStream<RelationObservation> {
  const originAt = (observedAt: string) => ({ source: 'RELATION_LIST', observedAt }) as const
  return {
    fetch: ({ unipileId }, cursor, signal) =>
      upstream.listRelations({ accountId: unipileId, cursor, limit: relationsPageSize }, signal),
    identify: (sql, _account, relations, observedAt) =>
      identifyRelations(sql, { workspaceId, relations, origin: originAt(observedAt) }),
    write: (sql, { id }, relations, observedAt, identified) =>
      ingestRelations(sql, { workspaceId, accountId: id, relations, origin: originAt(observedAt), identified }),
  }
}

export function chatStream({ upstream }: SyncContext): PagedStream<ChatObservation> {
  return {
    fetch: ({ unipileId }, cursor, signal) =>
      upstream.listChats({ accountId: unipileId, cursor, limit: pageSize }, signal),
    write: (sql, { id }, chats, observedAt) =>
      ingestChatsOnly(sql, { accountId: id, chats, origin: { source: 'CHAT_LIST', observedAt, isPast: true } }),
  }
}

/** A message, and its chat if that was begun after the chats were listed; undefined until that has been asked. */
type MessageRow = { readonly message: MessageObservation; readonly chat: ChatObservation | null | undefined }

export function messageStream({
  upstream,
  database,
  workspaceId,
  messagesPerAccount,
}: SyncContext): PagedStream<MessageRow> {
  return {
    async fetch({ unipileId, provider }, cursor, signal) {
      const page = await upstream.listMessages({ accountId: unipileId, provider, cursor, limit: pageSize }, signal)
      return { ...page, items: page.items.map((message) => ({ message, chat: undefined })) }
    },
    async complete({ id }, rows, signal) {
      const chats = rows.map(({ message }) => message.chatUnipileId)
      const late = new Map<string, ChatObservation>()
      for (const chatId of await findMissingChats(database.sql, id, chats)) {
        const answer = await upstream.getChat(chatId, signal).catch(nullWhenGone)
        if (answer) late.set(chatId, answer.chat)
      }
      return rows.map(({ message }) => ({ message, chat: late.get(message.chatUnipileId) ?? null }))
    },
    async write(sql, { id }, rows, observedAt) {
      const chats = rows.flatMap(({ chat }) => chat ?? [])
      await ingestChats(sql, { accountId: id, chats, origin: { source: 'CHAT_LIST', observedAt, isPast: true } })
      const messages = rows.map(({ message }) => message)
      const origin = { source: 'MESSAGE', observedAt, isPast: true } as const
      const { missingChats } = await ingestPastMessages(sql, { workspaceId, accountId: id, messages, origin })
      const isAsked = rows.every(({ chat }) => chat !== undefined)
      if (missingChats.length > 0 && !isAsked) throw new IncompleteRowsError()
    },
    enough: (rows) => rows >= messagesPerAccount,
  }
}

function nullWhenGone(error: unknown): null {
  if (error instanceof NotFoundUpstreamError) return null
  throw error
}
