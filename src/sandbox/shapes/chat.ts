import { formatOpaqueId } from '../world/opaque-id.ts'
import { type Chat, chatKinds } from '../world/types.ts'
import { attendeePublicIdentifier } from './attendee.ts'

const folders = {
  classic: 'INBOX_LINKEDIN_CLASSIC',
  sales_navigator: 'INBOX_LINKEDIN_SALES_NAVIGATOR',
  recruiter: 'INBOX_LINKEDIN_RECRUITER',
}

/** The Unipile id of a chat. */
export const chatId = ({ number }: Chat): string => formatOpaqueId('chat', number)

/** The folders a chat is in. */
export const chatFolders = ({ account, product }: Chat): readonly string[] =>
  account.provider === 'LINKEDIN' ? ['INBOX', folders[product]] : ['INBOX']

/** A time as REST writes it. */
export const isoTime = (time: number): string => new Date(time).toISOString()

/** A chat as lists of chats have it: without its last message. */
export function chatShape(chat: Chat) {
  const peer = chat.kind === 'direct' ? chat.members[0] : undefined
  return {
    object: 'Chat',
    id: chatId(chat),
    account_id: chat.account.id,
    account_type: chat.account.provider,
    provider_id: chat.providerId,
    name: chat.name,
    type: chatKinds[chat.kind],
    timestamp: chat.lastActivityAt === null ? null : isoTime(chat.lastActivityAt),
    unread_count: chat.unreadCount,
    unread: chat.unreadCount > 0 ? 1 : 0,
    archived: chat.isArchived ? 1 : 0,
    pinned: chat.isPinned ? 1 : 0,
    muted_until: chat.mutedUntil,
    read_only: chat.isReadOnly ? 1 : 0,
    disabledFeatures: [],
    folder: chatFolders(chat),
    ...(peer
      ? { attendee_provider_id: peer.providerId, attendee_public_identifier: attendeePublicIdentifier(peer) }
      : {}),
    ...(chat.subject === null ? {} : { subject: chat.subject }),
    ...(chat.contentType === null ? {} : { content_type: chat.contentType }),
  }
}
