import type {
  AttendeeObservation,
  ChatObservation,
  MessageObservation,
  RelationObservation,
} from '../domain/observation.ts'
import { ingestAttendees } from '../store/ingest/attendees.ts'
import { ingestChats } from '../store/ingest/chats.ts'
import { ingestMessages } from '../store/ingest/messages.ts'
import { ingestRelations } from '../store/ingest/relations.ts'
import type { SyncContext } from './context.ts'
import type { PagedStream } from './read-pages.ts'

const pageSize = 250
const relationsPageSize = 1000

export function attendeeStream({ upstream, workspaceId }: SyncContext): PagedStream<AttendeeObservation> {
  return {
    fetch: ({ unipileId, provider }, cursor, signal) =>
      upstream.listAttendees({ accountId: unipileId, provider, cursor, limit: pageSize }, signal),
    write: (sql, { id }, attendees, observedAt) =>
      ingestAttendees(sql, {
        workspaceId,
        accountId: id,
        attendees,
        origin: { source: 'ATTENDEE_LIST', observedAt },
      }),
  }
}

export function relationStream({ upstream, workspaceId }: SyncContext): PagedStream<RelationObservation> {
  return {
    fetch: ({ unipileId }, cursor, signal) =>
      upstream.listRelations({ accountId: unipileId, cursor, limit: relationsPageSize }, signal),
    write: (sql, { id }, relations, observedAt) =>
      ingestRelations(sql, {
        workspaceId,
        accountId: id,
        relations,
        origin: { source: 'RELATION_LIST', observedAt },
      }),
  }
}

export function chatStream({ upstream }: SyncContext): PagedStream<ChatObservation> {
  return {
    fetch: ({ unipileId }, cursor, signal) =>
      upstream.listChats({ accountId: unipileId, cursor, limit: pageSize }, signal),
    write: (sql, { id }, chats, observedAt) =>
      ingestChats(sql, { accountId: id, chats, origin: { source: 'CHAT_LIST', observedAt, isPast: true } }),
  }
}

export function messageStream({
  upstream,
  workspaceId,
  messagesPerAccount,
}: SyncContext): PagedStream<MessageObservation> {
  return {
    fetch: ({ unipileId, provider }, cursor, signal) =>
      upstream.listMessages({ accountId: unipileId, provider, cursor, limit: pageSize }, signal),
    write: (sql, { id }, messages, observedAt) =>
      ingestMessages(sql, {
        workspaceId,
        accountId: id,
        messages,
        origin: { source: 'MESSAGE', observedAt, isPast: true },
      }),
    enough: (rows) => rows >= messagesPerAccount,
  }
}
