import type { AttendeeObservation } from '../../domain/observation.ts'
import type { Sql } from '../sql.ts'
import { writeAttendees } from './attendees.ts'
import { lastByKey } from './columns.ts'
import { refreshEvidence } from './evidence.ts'
import { findLeftGroups } from './left-groups.ts'
import { lockWorkspace } from './locks.ts'
import type { Origin } from './origin.ts'
import { enterChats, enteringStatement } from './participants.ts'

const findChats = {
  name: 'ingest_members_chats',
  text: `
    select id, unipile_id as "unipileId", kind from chat
    where account_id = $1 and unipile_id = any ($2::text[]) order by id for no key update`,
}

const removeMissing = {
  name: 'ingest_members_remove',
  text: `
    delete from participant where chat_id = any ($1::bigint[])
      and (chat_id, attendee_id) not in (select * from unnest($2::bigint[], $3::bigint[]))
    returning attendee_id as id`,
}

const insertMembers = enteringStatement({
  name: 'ingest_members',
  text: `
    insert into participant (chat_id, attendee_id, evidence, observed_at, source)
    select c.id, row.attendee_id, c.evidence, $3::timestamptz, $4
    from unnest($1::bigint[], $2::bigint[]) as row (chat_id, attendee_id) join chat c on c.id = row.chat_id
    on conflict (chat_id, attendee_id) do update set evidence = excluded.evidence
    where participant.evidence <> excluded.evidence`,
})

const markRead = {
  name: 'ingest_members_read',
  text: `update chat set members_read_at = $2::timestamptz where id = any ($1::bigint[])`,
}

/** The whole list of a chat's participants. */
export type MemberList = { readonly chatUnipileId: string; readonly members: readonly AttendeeObservation[] }

type IngestOptions = { readonly workspaceId: number; readonly accountId: number; readonly origin: Origin }

/** Takes in the list of one chat; see `ingestMemberLists`. */
export async function ingestMembers(sql: Sql, options: IngestOptions & MemberList): Promise<void> {
  await ingestMemberLists(sql, { ...options, lists: [options] })
}

/**
 * Takes in the whole lists of chats' participants: those missing from one are no longer in the chat, and when it is
 * the owner of the account who is missing from a group, it is shared with nobody. A chat that is not here is left out.
 * Must run inside a transaction.
 */
export async function ingestMemberLists(
  sql: Sql,
  options: IngestOptions & { readonly lists: readonly MemberList[] },
): Promise<void> {
  const { workspaceId, accountId, origin } = options
  const { observedAt, source } = origin
  await lockWorkspace(sql, workspaceId)
  const lists = lastByKey(options.lists, ({ chatUnipileId }) => chatUnipileId)
  const attendees = lists.flatMap(({ members }) => members)
  const { known, idOf } = await writeAttendees(sql, { workspaceId, accountId, attendees, origin })

  const chats = await sql<{ id: string; unipileId: string; kind: string }>(findChats, [
    accountId,
    lists.map(({ chatUnipileId }) => chatUnipileId),
  ])
  const membersOf = new Map(lists.map(({ chatUnipileId, members }) => [chatUnipileId, members]))
  const chatIds = chats.map(({ id }) => id)
  const withOwner = chats.filter(
    ({ kind, unipileId }) => kind === 'GROUP' && membersOf.get(unipileId)?.some(({ isSelf }) => isSelf),
  )
  const left = await findLeftGroups(sql, {
    accountId,
    chatIds,
    withOwner: withOwner.map(({ id }) => id),
    at: observedAt,
  })
  const present = chats
    .filter(({ id }) => !left.has(id))
    .flatMap(({ id, unipileId }) => {
      const memberIds = new Set(membersOf.get(unipileId)?.flatMap((member) => idOf(member) ?? []))
      return [...memberIds].map((attendeeId) => ({ chatId: id, attendeeId }))
    })
  const pairs = [present.map(({ chatId }) => chatId), present.map(({ attendeeId }) => attendeeId)]
  const removed = await sql<{ id: string }>(removeMissing, [[...new Set([...chatIds, ...left])], ...pairs])
  await enterChats(sql, insertMembers, [...pairs, observedAt, source])
  await sql(markRead, [chatIds, observedAt])
  const concerned = [...known, ...present.map(({ attendeeId }) => attendeeId), ...removed.map(({ id }) => id)]
  await refreshEvidence(sql, [...new Set(concerned)])
}
