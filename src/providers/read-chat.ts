import { z } from 'zod'
import type { ChatKind } from '../domain/chat.ts'
import type { ChatObservation } from '../domain/observation.ts'
import {
  countField,
  flagField,
  idField,
  optionalDateField,
  optionalUserIdField,
  readBody,
  textField,
  textsField,
} from './read-body.ts'

const mutedUntilField = z.union([z.literal(-1).transform(() => 'FOREVER' as const), optionalDateField])

const ChatBody = z.object({
  id: idField,
  account_id: idField,
  provider_id: idField,
  type: z.number(),
  attendee_provider_id: optionalUserIdField,
  name: textField,
  timestamp: optionalDateField,
  unread_count: countField,
  archived: flagField,
  pinned: flagField,
  muted_until: mutedUntilField,
  read_only: flagField,
  subject: textField,
  content_type: textField,
  folder: textsField,
})

/** A type not met before counts as a channel, the kind that says nothing about knowing its members. */
const kinds: readonly (ChatKind | undefined)[] = ['DIRECT', 'GROUP', 'CHANNEL']

export function readChat(body: unknown): ChatObservation {
  const chat = readBody(ChatBody, body)
  const kind = kinds[chat.type] ?? 'CHANNEL'
  return {
    unipileId: chat.id,
    accountUnipileId: chat.account_id,
    providerId: chat.provider_id,
    kind,
    name: chat.name,
    attendeeProviderId: kind === 'DIRECT' ? chat.attendee_provider_id : null,
    lastActivityAt: chat.timestamp,
    unreadCount: chat.unread_count ?? 0,
    archived: chat.archived ?? false,
    pinned: chat.pinned ?? false,
    mutedUntil: chat.muted_until,
    readOnly: chat.read_only ?? false,
    subject: chat.subject,
    contentType: chat.content_type,
    folders: chat.folder,
  }
}
