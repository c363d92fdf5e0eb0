import type { Chat } from '../../domain/chat.ts'
import { createColumns } from './columns.ts'
import type { ScopedSql } from './scoped-sql.ts'

/** The columns of a `Chat`, of a row named `chat`. */
export const chatColumns = createColumns<Chat>('chat', {
  id: ['id', 'ID'],
  accountId: ['account_id'],
  unipileId: ['unipile_id'],
  kind: ['kind'],
  name: ['name'],
  peerProviderId: ['peer_provider_id'],
  lastActivityAt: ['last_activity_at', 'TIME'],
  unreadCount: ['unread_count'],
  archived: ['archived'],
  pinned: ['pinned'],
  mutedUntil: ['muted_until', 'TIME'],
  mutedForever: ['muted_forever'],
  readOnly: ['read_only'],
  subject: ['subject'],
  contentType: ['content_type'],
})

const byIds = {
  name: 'chats_by_ids',
  text: `select ${chatColumns.select} from chat where id = any ($1::bigint[]) and account_id = any ($2::int[])`,
}

const byUnipileIds = {
  name: 'chats_by_unipile_ids',
  text: `select ${chatColumns.select} from chat where account_id = any ($2::int[]) and unipile_id = any ($1::text[])`,
}

/** Those that exist, in any order. */
export function findChatsByIds({ sql, accountIds }: ScopedSql, ids: readonly string[]): Promise<readonly Chat[]> {
  return sql<Chat>(byIds, [ids, accountIds])
}

/** Those that exist, in any order. */
export function findChatsByUnipileIds(
  { sql, accountIds }: ScopedSql,
  unipileIds: readonly string[],
): Promise<readonly Chat[]> {
  return sql<Chat>(byUnipileIds, [unipileIds, accountIds])
}
