import type { Chat } from '../../domain/chat.ts'
import type { ScopedSql } from './scoped-sql.ts'

/** The columns of a `Chat`, of a row named `chat`. */
export const chatColumns = `
  chat.id, chat.account_id as "accountId", chat.unipile_id as "unipileId", chat.kind, chat.name,
  chat.peer_provider_id as "peerProviderId", chat.last_activity_at as "lastActivityAt",
  chat.unread_count as "unreadCount", chat.archived, chat.pinned, chat.muted_until as "mutedUntil",
  chat.muted_forever as "mutedForever", chat.read_only as "readOnly", chat.subject, chat.content_type as "contentType"`

const byIds = {
  name: 'chats_by_ids',
  text: `select ${chatColumns} from chat where id = any ($1::bigint[]) and account_id = any ($2::int[])`,
}

const byUnipileIds = {
  name: 'chats_by_unipile_ids',
  text: `select ${chatColumns} from chat where account_id = any ($2::int[]) and unipile_id = any ($1::text[])`,
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
