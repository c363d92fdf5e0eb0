import type { Sql } from '../sql.ts'

/** One probe for each chat: a page of messages must not have all chats read, however the planner counts them. */
const missingChats = {
  name: 'ingest_messages_missing_chats',
  text: `
    select given.chat as "unipileId" from unnest($2::text[]) as given (chat)
    where (select c.id from chat c where c.account_id = $1 and c.unipile_id = given.chat) is null`,
}

/** Those of these chats, by Unipile ID, that are not here. */
export async function findMissingChats(
  sql: Sql,
  accountId: number,
  chats: readonly string[],
): Promise<readonly string[]> {
  const missing = await sql<{ unipileId: string }>(missingChats, [accountId, [...new Set(chats)]])
  return missing.map(({ unipileId }) => unipileId)
}
