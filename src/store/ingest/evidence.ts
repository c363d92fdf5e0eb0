import { tellOfAttendees } from '../changes/relationships.ts'
import type { Sql } from '../sql.ts'

/**
 * The evidence columns of an attendee say again what contact_relation, participant and chat hold, so that a list can
 * filter, order and explain without touching those. Always computed whole from them: the order of arrival can't matter.
 * A contact list outranks what the attendee row says, which upstream may have stored before the contact was made or
 * ended.
 */
const refresh = {
  name: 'refresh_evidence',
  text: `
    update attendee a set
      contact = new.contact, contact_since = new.contact_since, contact_observed_at = new.contact_observed_at,
      contact_source = new.contact_source,
      direct = new.direct_chats > 0, direct_chats = new.direct_chats, last_direct_chat_id = new.last_direct_chat_id,
      direct_since = new.direct_since, direct_observed_at = new.direct_observed_at, direct_source = new.direct_source,
      in_group = new.shared_groups > 0, shared_groups = new.shared_groups, last_group_chat_id = new.last_group_chat_id,
      group_observed_at = new.group_observed_at, group_source = new.group_source,
      last_interaction_at = new.last_interaction_at
    from (
      select x.id,
        not x.is_self and (l.is_contact or l.says_contact) as contact,
        case when not x.is_self then l.since end as contact_since,
        case when x.is_self then null when l.is_contact then r.observed_at when l.says_contact then x.listed_at
          end as contact_observed_at,
        case when x.is_self then null when l.is_contact then r.source when l.says_contact then x.listed_source
          end as contact_source,
        coalesce(p.direct_chats, 0)::int as direct_chats, p.last_direct_chat_id, p.direct_since, p.direct_observed_at,
        p.direct_source, coalesce(p.shared_groups, 0)::int as shared_groups, p.last_group_chat_id,
        p.group_observed_at, p.group_source, p.last_interaction_at
      from attendee x
      left join contact_relation r on r.account_id = x.account_id and r.user_id = x.user_id
      cross join lateral (
        select r.user_id is not null and r.ended_at is null as is_contact,
          coalesce(x.listed_contact, false) and r.ended_at is null as says_contact,
          case when r.ended_at is null then r.since end as since
      ) l
      left join lateral (
        select
          count(*) filter (where p.evidence = 'DIRECT') as direct_chats,
          (array_agg(c.id order by c.last_activity_at desc nulls last, c.id desc)
            filter (where p.evidence = 'DIRECT'))[1] as last_direct_chat_id,
          min(c.first_message_at) filter (where p.evidence = 'DIRECT') as direct_since,
          max(p.observed_at) filter (where p.evidence = 'DIRECT') as direct_observed_at,
          (array_agg(p.source order by p.observed_at desc, p.source)
            filter (where p.evidence = 'DIRECT'))[1] as direct_source,
          count(*) filter (where p.evidence = 'GROUP') as shared_groups,
          (array_agg(c.id order by c.last_activity_at desc nulls last, c.id desc)
            filter (where p.evidence = 'GROUP'))[1] as last_group_chat_id,
          max(p.observed_at) filter (where p.evidence = 'GROUP') as group_observed_at,
          (array_agg(p.source order by p.observed_at desc, p.source)
            filter (where p.evidence = 'GROUP'))[1] as group_source,
          max(c.last_activity_at) filter (where p.evidence = 'DIRECT') as last_interaction_at
        from participant p join chat c on c.id = p.chat_id
        where p.attendee_id = x.id and p.evidence <> 'NONE' and not x.is_self
      ) p on true
      where x.id = any ($1::bigint[])
    ) new
    where a.id = new.id and (
      (a.contact, a.contact_since, a.contact_observed_at, a.contact_source)
        is distinct from (new.contact, new.contact_since, new.contact_observed_at, new.contact_source)
      or (a.direct_chats, a.last_direct_chat_id, a.direct_since, a.direct_observed_at, a.direct_source)
        is distinct from (new.direct_chats, new.last_direct_chat_id, new.direct_since, new.direct_observed_at, new.direct_source)
      or (a.shared_groups, a.last_group_chat_id, a.group_observed_at, a.group_source, a.last_interaction_at)
        is distinct from (new.shared_groups, new.last_group_chat_id, new.group_observed_at, new.group_source, new.last_interaction_at))`,
}

/** Brings the evidence columns of these attendees up to date with what they are computed from, and tells what changed. */
export async function refreshEvidence(sql: Sql, attendeeIds: readonly string[]): Promise<void> {
  if (attendeeIds.length === 0) return
  await computeEvidence(sql, attendeeIds)
  await tellOfAttendees(sql, attendeeIds)
}

/** The same for changes that the log explains otherwise. */
export async function computeEvidence(sql: Sql, attendeeIds: readonly string[]): Promise<void> {
  await sql(refresh, [attendeeIds])
}

const participantsOf = {
  name: 'evidence_participants',
  text: `select distinct attendee_id as id from participant where chat_id = any ($1::bigint[])`,
}

/** The same for everybody in these chats. */
export async function refreshEvidenceOfChats(sql: Sql, chatIds: readonly string[]): Promise<void> {
  const rows = await sql<{ id: string }>(participantsOf, [chatIds])
  await refreshEvidence(
    sql,
    rows.map(({ id }) => id),
  )
}
