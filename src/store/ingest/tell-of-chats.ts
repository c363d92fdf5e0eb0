import { recordChanges } from '../changes/record-changes.ts'
import type { Sql } from '../sql.ts'

const find = {
  name: 'changed_chats',
  text: `
    select c.id as "chatId", c.account_id as "accountId", account.workspace_id as "workspaceId"
    from chat c join account on account.id = c.account_id and account.backfilled_at is not null
    where c.id = any ($1::bigint[]) order by c.id`,
}

/** Tells the log that these chats look different now; those of accounts in their first sync are left out. */
export async function tellOfChats(sql: Sql, chatIds: readonly string[]): Promise<void> {
  if (chatIds.length === 0) return
  const chats = await sql<{ chatId: string; accountId: number; workspaceId: number }>(find, [chatIds])
  const [first] = chats
  if (!first) return
  const changes = chats.map(({ chatId, accountId }) => ({ kind: 'CHAT_UPDATED' as const, chatId, accountId }))
  await recordChanges(sql, first.workspaceId, changes)
}
