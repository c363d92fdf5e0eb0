import type { AttendeeObservation } from '../../domain/observation.ts'
import type { Sql } from '../sql.ts'
import { ingestAttendees } from './attendees.ts'
import { refreshEvidence } from './evidence.ts'
import { lockWorkspace } from './lock-workspace.ts'
import type { Origin } from './origin.ts'
import { enterChats, enteringStatement } from './participants.ts'

const findChat = {
  name: 'ingest_members_chat',
  text: `select id from chat where account_id = $1 and unipile_id = $2 for update`,
}

const removeMissing = {
  name: 'ingest_members_remove',
  text: `
    delete from participant where chat_id = $1::bigint and not (attendee_id = any ($2::bigint[]))
    returning attendee_id as id`,
}

const insertMembers = enteringStatement({
  name: 'ingest_members',
  text: `
    insert into participant (chat_id, attendee_id, evidence, observed_at, source)
    select c.id, attendee_id, c.evidence, $3::timestamptz, $4 from chat c, unnest($2::bigint[]) as attendee_id
    where c.id = $1::bigint
    on conflict (chat_id, attendee_id) do update set evidence = excluded.evidence
    where participant.evidence <> excluded.evidence`,
})

const markRead = {
  name: 'ingest_members_read',
  text: `update chat set members_read_at = $2::timestamptz where id = $1::bigint`,
}

/**
 * Takes in the whole list of a chat's participants: those missing from it are no longer in the chat. A chat that is
 * not here is left out. Must run inside a transaction.
 */
export async function ingestMembers(
  sql: Sql,
  options: {
    workspaceId: number
    accountId: number
    chatUnipileId: string
    members: readonly AttendeeObservation[]
    origin: Origin
  },
): Promise<void> {
  const { workspaceId, accountId, chatUnipileId, members, origin } = options
  await lockWorkspace(sql, workspaceId)
  const attendeeIds = await ingestAttendees(sql, { workspaceId, accountId, attendees: members, origin })
  const [chat] = await sql<{ id: string }>(findChat, [accountId, chatUnipileId])
  if (!chat) return
  const removed = await sql<{ id: string }>(removeMissing, [chat.id, attendeeIds])
  await enterChats(sql, insertMembers, [chat.id, attendeeIds, origin.observedAt, origin.source])
  await sql(markRead, [chat.id, origin.observedAt])
  await refreshEvidence(sql, [...attendeeIds, ...removed.map(({ id }) => id)])
}
