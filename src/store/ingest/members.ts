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

/** Not all networks list the owner of the account; those that do, do so in all groups. */
const setLeft = {
  name: 'ingest_members_left',
  text: `
    update chat c set left_at = case
        when $2 or kind <> 'GROUP' then null
        when exists (
          select from attendee a join participant p on p.attendee_id = a.id join chat g on g.id = p.chat_id
          where a.account_id = c.account_id and a.is_self and g.kind = 'GROUP') then coalesce(left_at, $3::timestamptz)
        else left_at
      end
    where id = $1::bigint returning left_at is not null as "hasLeft"`,
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
 * Takes in the whole list of a chat's participants: those missing from it are no longer in the chat, and when it is
 * the owner of the account who is missing from a group, it is shared with nobody. A chat that is
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
  const showsOwner = members.some(({ isSelf }) => isSelf)
  const [state] = await sql<{ hasLeft: boolean }>(setLeft, [chat.id, showsOwner, origin.observedAt])
  const present = state?.hasLeft ? [] : attendeeIds
  const removed = await sql<{ id: string }>(removeMissing, [chat.id, present])
  await enterChats(sql, insertMembers, [chat.id, present, origin.observedAt, origin.source])
  await sql(markRead, [chat.id, origin.observedAt])
  await refreshEvidence(sql, [...attendeeIds, ...removed.map(({ id }) => id)])
}
