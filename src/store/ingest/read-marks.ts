import type { Sql } from '../sql.ts'
import { lockMessages, lockWorkspaceOf } from './locks.ts'
import { tellOfChats } from './tell-of-chats.ts'

const markSeen = {
  name: 'messages_mark_seen',
  text: `
    update message set seen = true where account_id = $1 and unipile_id = any ($2::text[]) and not seen
    returning chat_id as "chatId"`,
}

/** Marks messages as read by whom they were for. Must run inside a transaction. */
export async function markMessagesSeen(sql: Sql, accountId: number, unipileIds: readonly string[]): Promise<void> {
  if (unipileIds.length === 0) return
  await lockWorkspaceOf(sql, accountId)
  await lockMessages(sql, accountId)
  const seen = await sql<{ chatId: string }>(markSeen, [accountId, unipileIds])
  await tellOfChats(sql, [...new Set(seen.map(({ chatId }) => chatId))])
}

const setUnread = {
  name: 'chat_set_unread',
  text: `
    update chat set unread_count = case when $3 then 0 else greatest(unread_count, 1) end
    where account_id = $1 and id = $2::bigint and (unread_count > 0) = $3 returning id`,
}

/** Says that the account has read a chat, or has yet to. Must run inside a transaction. */
export async function markChatRead(
  sql: Sql,
  { accountId, chatId, read }: { accountId: number; chatId: string; read: boolean },
): Promise<void> {
  await lockWorkspaceOf(sql, accountId)
  const changed = await sql<{ id: string }>(setUnread, [accountId, chatId, read])
  await tellOfChats(
    sql,
    changed.map(({ id }) => id),
  )
}
