import type { Sql } from '../sql.ts'

/** What a write left here. */
export type Written = {
  readonly chatId: string | null
  readonly messageId: string | null
  /** The other party of the chat, if it is between two. */
  readonly userId: string | null
}

const find = {
  name: 'written_find',
  text: `
    select c.id as "chatId", m.id as "messageId", a.user_id as "userId"
    from chat c
    left join message m on m.account_id = $1 and m.unipile_id = $3
    left join attendee a on a.account_id = $1 and a.provider_id = c.peer_provider_id
    where c.account_id = $1 and c.unipile_id = $2`,
}

/** The chat and message with these Unipile IDs, as far as they are here yet. */
export async function findWritten(
  sql: Sql,
  accountId: number,
  { chatUnipileId, messageUnipileId }: { chatUnipileId: string | null; messageUnipileId: string | null },
): Promise<Written> {
  const [written] = await sql<Written>(find, [accountId, chatUnipileId, messageUnipileId])
  return written ?? { chatId: null, messageId: null, userId: null }
}
