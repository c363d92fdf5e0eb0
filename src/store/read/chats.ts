import type { Chat } from '../../domain/chat.ts'
import { chatColumns } from './chat-columns.ts'
import type { ScopedSql } from './scoped-sql.ts'

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
