import { tellOfUsers } from '../changes/relationships.ts'
import type { Sql } from '../sql.ts'
import { computeEvidence, refreshEvidence } from './evidence.ts'
import { explainListings } from './inferred-contacts.ts'
import { lockWorkspaceOf } from './locks.ts'
import { tellOfChats } from './tell-of-chats.ts'

const endContacts = {
  name: 'gone_contacts',
  text: `
    update contact_relation r set ended_at = $3::timestamptz
    where account_id = $1 and ended_at is null and observed_at < $3::timestamptz and not exists (
      select from user_identifier i where i.user_id = r.user_id and i.kind = 'PROVIDER_INTERNAL_ID'
        and i.value = any ($2::text[]))
    returning user_id as "userId"`,
}

const attendeesOf = {
  name: 'gone_contacts_attendees',
  text: `select id from attendee where account_id = $1 and user_id = any ($2::bigint[])`,
}

/**
 * Ends the contacts whom a whole contact list, begun at `startedAt`, did not show. The list is told by internal IDs.
 * Must run inside a transaction. Gives how many there were.
 */
export async function endMissingContacts(
  sql: Sql,
  { accountId, listed, startedAt }: { accountId: number; listed: readonly string[]; startedAt: string },
): Promise<number> {
  await lockWorkspaceOf(sql, accountId)
  const ended = await sql<{ userId: string }>(endContacts, [accountId, listed, startedAt])
  const userIds = ended.map(({ userId }) => userId)
  const attendees = await sql<{ id: string }>(attendeesOf, [accountId, userIds])
  await computeEvidence(
    sql,
    attendees.map(({ id }) => id),
  )
  await tellOfUsers(sql, accountId, userIds)
  return userIds.length
}

const markGone = {
  name: 'gone_chats',
  text: `
    update chat set gone_at = $3::timestamptz
    where account_id = $1 and gone_at is null and observed_at < $3::timestamptz and not unipile_id = any ($2::text[])
    returning id`,
}

const removeParticipants = {
  name: 'gone_chats_participants',
  text: `
    with removed as (delete from participant where chat_id = any ($1::bigint[]) returning attendee_id, evidence),
      explained as (${explainListings})
    select attendee_id as id from removed`,
}

/** The same for the chats that a whole list of chats, told by Unipile IDs, did not show: they prove nothing any more. */
export async function markMissingChats(
  sql: Sql,
  { accountId, listed, startedAt }: { accountId: number; listed: readonly string[]; startedAt: string },
): Promise<number> {
  await lockWorkspaceOf(sql, accountId)
  const gone = await sql<{ id: string }>(markGone, [accountId, listed, startedAt])
  await emptyChats(
    sql,
    gone.map(({ id }) => id),
  )
  return gone.length
}

/** Takes everybody out of these chats, and with it what the chats proved. */
async function emptyChats(sql: Sql, chatIds: readonly string[]): Promise<void> {
  const removed = await sql<{ id: string }>(removeParticipants, [chatIds])
  await refreshEvidence(sql, [...new Set(removed.map(({ id }) => id))])
  await tellOfChats(sql, chatIds)
}

const unchanged = {
  name: 'chats_unchanged',
  text: `
    select row.unipile_id as "unipileId"
    from unnest($2::text[], $3::timestamptz[]) as row (unipile_id, last_activity_at)
    join chat c on c.account_id = $1 and c.unipile_id = row.unipile_id and c.gone_at is null
      and c.last_activity_at is not distinct from row.last_activity_at`,
}

/** Which chats are here with just that latest activity. */
export async function findUnchangedChats(
  sql: Sql,
  accountId: number,
  chats: readonly { readonly unipileId: string; readonly lastActivityAt: Date | null }[],
) {
  const rows = await sql<{ unipileId: string }>(unchanged, [
    accountId,
    chats.map(({ unipileId }) => unipileId),
    chats.map(({ lastActivityAt }) => lastActivityAt?.toISOString() ?? null),
  ])
  return new Set(rows.map(({ unipileId }) => unipileId))
}
