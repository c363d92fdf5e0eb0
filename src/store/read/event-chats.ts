import type { Sql } from '../sql.ts'

const find = {
  name: 'event_chats',
  text: `
    select distinct c.unipile_id as "unipileId" from message m join chat c on c.id = m.chat_id
    where m.id = any ($1::bigint[]) and m.is_event and c.evidence = 'GROUP'`,
}

/** The groups in which these messages tell that something happened, such as somebody joining; by Unipile ID. */
export async function findEventChats(sql: Sql, messageIds: readonly string[]): Promise<readonly string[]> {
  const rows = await sql<{ unipileId: string }>(find, [messageIds])
  return rows.map(({ unipileId }) => unipileId)
}
