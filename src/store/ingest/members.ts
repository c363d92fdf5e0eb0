import type { AttendeeObservation, UnreadRows } from '../../domain/observation.ts'
import { tellOfAttendees } from '../changes/relationships.ts'
import type { Sql } from '../sql.ts'
import { writeAttendees } from './attendees.ts'
import { lastByKey } from './columns.ts'
import { computeEvidence } from './evidence.ts'
import { type Identified, lockForUsers } from './identified.ts'
import { explainListings } from './inferred-contacts.ts'
import { markMembersRead } from './left-groups.ts'
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
    with removed as (
      delete from participant where chat_id = any ($1::bigint[])
        and (chat_id, attendee_id) not in (select * from unnest($2::bigint[], $3::bigint[]))
        and not exists (
          select from unnest($4::bigint[], $5::text[]) as unread (chat_id, unipile_id), attendee a
          where a.id = participant.attendee_id and unread.chat_id = participant.chat_id
            and a.unipile_id = unread.unipile_id)
      returning attendee_id, evidence
    ), explained as (${explainListings})
    select attendee_id as id from removed`,
}

const insertMembers = enteringStatement({
  name: 'ingest_members',
  text: `
    insert into participant (chat_id, attendee_id, evidence, observed_at, source)
    select c.id, row.attendee_id, c.evidence, $4::timestamptz, $5
    from unnest($2::bigint[], $3::bigint[]) as row (chat_id, attendee_id)
    join chat c on c.id = row.chat_id and c.account_id = $1
    on conflict (chat_id, attendee_id) do update set evidence = excluded.evidence
    where participant.evidence <> excluded.evidence`,
})

/** The whole list of a chat's participants. */
export type MemberList = {
  readonly chatUnipileId: string
  readonly members: readonly AttendeeObservation[]
  /** Whose rows could not be read; nobody's when absent. */
  readonly unread?: UnreadRows
}

type IngestOptions = {
  readonly workspaceId: number
  readonly accountId: number
  readonly origin: Origin
  /** Who the members are, if that was found out before. */
  readonly identified?: Identified | null
}

/** Takes in the list of one chat; see `ingestMemberLists`. */
export async function ingestMembers(sql: Sql, options: IngestOptions & MemberList): Promise<void> {
  await ingestMemberLists(sql, { ...options, lists: [options] })
}

/**
 * Takes in the whole lists of chats' participants: those missing from one are no longer in the chat, and when it is
 * the owner of the account who is missing from a group, it is shared with nobody. Whose row could not be read is not
 * missing. A chat that is not here is left out.
 * Must run inside a transaction.
 */
export async function ingestMemberLists(
  sql: Sql,
  options: IngestOptions & { readonly lists: readonly MemberList[] },
): Promise<void> {
  const { workspaceId, accountId, origin, identified = null } = options
  const { observedAt, source } = origin
  await lockForUsers(sql, workspaceId, identified)
  const lists = lastByKey(options.lists, ({ chatUnipileId }) => chatUnipileId)
  const chats = await sql<{ id: string; unipileId: string; kind: string }>(findChats, [
    accountId,
    lists.map(({ chatUnipileId }) => chatUnipileId),
  ])
  const membersOf = new Map(lists.map(({ chatUnipileId, members }) => [chatUnipileId, members]))
  const unreadOf = new Map(lists.map(({ chatUnipileId, unread = [] }) => [chatUnipileId, unread]))
  const unread = chats.map(({ id, unipileId }) => ({ id, rows: unreadOf.get(unipileId) ?? [] }))
  const chatIds = chats.map(({ id }) => id)
  const withOwner = chats.filter(
    ({ kind, unipileId }) => kind === 'GROUP' && membersOf.get(unipileId)?.some(({ isSelf }) => isSelf),
  )
  const attendees = lists.flatMap(({ members }) => members)
  const left = await markMembersRead(sql, {
    accountId,
    chatIds,
    withOwner: withOwner.map(({ id }) => id),
    uncertain: unread.filter(({ rows }) => rows.length > 0).map(({ id }) => id),
    owners: attendees.filter(({ isSelf }) => isSelf).map(({ unipileId }) => unipileId),
    at: observedAt,
  })
  const memberships = chats
    .filter(({ id }) => !left.has(id))
    .flatMap(({ id, unipileId }) => (membersOf.get(unipileId) ?? []).map((attendee) => ({ attendee, chatId: id })))
  const written = await writeAttendees(sql, { workspaceId, accountId, attendees, origin, identified, memberships })

  const present = memberships.flatMap(({ attendee, chatId }) => {
    const attendeeId = written.idOf(attendee)
    return attendeeId === undefined ? [] : { chatId, attendeeId }
  })
  const members = lastByKey(present, ({ chatId, attendeeId }) => `${chatId} ${attendeeId}`)
  const pairs = [members.map(({ chatId }) => chatId), members.map(({ attendeeId }) => attendeeId)]
  const told = unread.filter(({ rows }) => rows !== 'ANYBODY').map(({ id }) => id)
  const kept = unread.flatMap(({ id, rows }) => (rows === 'ANYBODY' ? [] : rows.map((row) => ({ id, row }))))
  const removed = await sql<{ id: string }>(removeMissing, [
    [...new Set([...told, ...left])],
    ...pairs,
    kept.map(({ id }) => id),
    kept.map(({ row }) => row),
  ])
  await enterChats(sql, insertMembers, [accountId, ...pairs, observedAt, source])
  const memberIds = members.map(({ attendeeId }) => attendeeId)
  // A new one may have been put into a chat that waited for them, and whose own list says otherwise.
  const unexplained = [
    ...written.altered,
    ...memberIds.filter((id) => !written.isNew(id)),
    ...removed.map(({ id }) => id),
  ]
  await computeEvidence(sql, [...new Set(unexplained)])
  await tellOfAttendees(sql, [...new Set([...unexplained, ...memberIds])])
}
