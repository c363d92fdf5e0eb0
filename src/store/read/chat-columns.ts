import type { Chat } from '../../domain/chat.ts'
import { createColumns } from './columns.ts'

/** The columns of a `Chat`, of a row named `chat`. */
export const chatColumns = createColumns<Chat>('chat', {
  id: ['id', 'ID'],
  accountId: ['account_id', 'OTHER'],
  unipileId: ['unipile_id'],
  kind: ['kind', 'WORD'],
  name: ['name'],
  peerProviderId: ['peer_provider_id'],
  lastActivityAt: ['last_activity_at', 'TIME'],
  unreadCount: ['unread_count', 'PLAIN'],
  archived: ['archived', 'PLAIN'],
  pinned: ['pinned', 'PLAIN'],
  mutedUntil: ['muted_until', 'TIME'],
  mutedForever: ['muted_forever', 'PLAIN'],
  readOnly: ['read_only', 'PLAIN'],
  subject: ['subject'],
  contentType: ['content_type'],
})
