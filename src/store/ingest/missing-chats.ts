import type { Sql } from '../sql.ts'

const missingChats = {
  name: 'ingest_messages_missing_chats',
  text: `
    select distinct given.chat as "unipileId" from unnest($2::text[]) as given (chat)
    where not exists (select from chat c where c.account_id = $1 and c.unipile_id = given.chat)`,
}

/** Those of these chats, by Unipile ID, that are not here. */
export async function findMissingChats(
  sql: Sql,
  accountId: number,
  chats: readonly string[],
): Promise<readonly string[]> {
  const missing = await sql<{ unipileId: string }>(missingChats, [accountId, chats])
  return missing.map(({ unipileId }) => unipileId)
}
