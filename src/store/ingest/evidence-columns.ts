export const evidenceColumns: readonly string[] = [
  'contact',
  'contact_since',
  'contact_observed_at',
  'contact_source',
  'direct',
  'direct_chats',
  'last_direct_chat_id',
  'direct_observed_at',
  'direct_source',
  'in_group',
  'shared_groups',
  'last_group_chat_id',
  'group_observed_at',
  'group_source',
  'last_interaction_at',
]

/**
 * Joins their evidence, as `evidence`, to attendees named `x`: what contact_relation and `chats` hold, a query for the
 * chats that `x` is in. An attendee's columns say it again so that a list can filter, order and explain without touching
 * those; only since when they have chatted is read from messages. Always computed whole from them: the order of arrival
 * can't matter. A contact list outranks what the attendee row says, which upstream may have stored before the contact was
 * made or ended.
 */
export function evidenceOf(chats: string): string {
  return `
    left join contact_relation r on r.account_id = x.account_id and r.user_id = x.user_id
    cross join lateral (
      select r.user_id is not null and r.ended_at is null as is_contact,
        coalesce(x.listed_contact, false) and r.ended_at is null as says_contact,
        case when r.ended_at is null then r.since end as since
    ) l
    cross join lateral (
      select
        count(*) filter (where evidence = 'DIRECT')::int as direct_chats,
        (array_agg(id order by last_activity_at desc nulls last, id desc) filter (where evidence = 'DIRECT'))[1]
          as last_direct_chat_id,
        max(observed_at) filter (where evidence = 'DIRECT') as direct_observed_at,
        (array_agg(source order by observed_at desc, source) filter (where evidence = 'DIRECT'))[1] as direct_source,
        count(*) filter (where evidence = 'GROUP')::int as shared_groups,
        (array_agg(id order by last_activity_at desc nulls last, id desc) filter (where evidence = 'GROUP'))[1]
          as last_group_chat_id,
        max(observed_at) filter (where evidence = 'GROUP') as group_observed_at,
        (array_agg(source order by observed_at desc, source) filter (where evidence = 'GROUP'))[1] as group_source,
        max(last_activity_at) filter (where evidence = 'DIRECT') as last_interaction_at
      from (${chats}) chats where not x.is_self
    ) p
    cross join lateral (
      select
        not x.is_self and (l.is_contact or l.says_contact) as contact,
        case when not x.is_self then l.since end as contact_since,
        case when x.is_self then null when l.is_contact then r.observed_at when l.says_contact then x.listed_at
          end as contact_observed_at,
        case when x.is_self then null when l.is_contact then r.source when l.says_contact then x.listed_source
          end as contact_source,
        p.direct_chats > 0 as direct, p.direct_chats, p.last_direct_chat_id, p.direct_observed_at, p.direct_source,
        p.shared_groups > 0 as in_group, p.shared_groups, p.last_group_chat_id, p.group_observed_at,
        p.group_source, p.last_interaction_at
    ) evidence`
}
