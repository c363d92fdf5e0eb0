import type { ChatKind } from '../../domain/chat.ts'
import type { Sql } from '../sql.ts'

const chats = {
  name: 'known_chats',
  text: `
    select unipile_id as "unipileId", kind from chat
    where account_id = $1 and unipile_id = any ($2::text[]) and gone_at is null`,
}
const attendees = {
  name: 'known_attendees',
  text: `select unipile_id as "unipileId" from attendee where account_id = $1 and unipile_id = any ($2::text[])`,
}
const messages = {
  name: 'known_messages',
  text: `select unipile_id as "unipileId" from message where account_id = $1 and unipile_id = any ($2::text[])`,
}

/** Which of these chats of an account are here, with their kinds. */
export async function findKnownChats(
  sql: Sql,
  accountId: number,
  unipileIds: readonly string[],
): Promise<ReadonlyMap<string, ChatKind>> {
  if (unipileIds.length === 0) return new Map()
  const rows = await sql<{ unipileId: string; kind: ChatKind }>(chats, [accountId, unipileIds])
  return new Map(rows.map(({ unipileId, kind }) => [unipileId, kind]))
}

/** Which of these attendees of an account are here. */
export async function findKnownAttendees(
  sql: Sql,
  accountId: number,
  unipileIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (unipileIds.length === 0) return new Set()
  const rows = await sql<{ unipileId: string }>(attendees, [accountId, unipileIds])
  return new Set(rows.map(({ unipileId }) => unipileId))
}

/** Which of these messages of an account are here. */
export async function findKnownMessages(
  sql: Sql,
  accountId: number,
  unipileIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (unipileIds.length === 0) return new Set()
  const rows = await sql<{ unipileId: string }>(messages, [accountId, unipileIds])
  return new Set(rows.map(({ unipileId }) => unipileId))
}
