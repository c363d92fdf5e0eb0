import type { Shape } from '../../domain/shape.ts'
import { directSince } from '../read/attendee-columns.ts'
import { timeOf } from './json-text.ts'
import { contactReason, hasChat, isInferred, reasons, textOf } from './known-reasons.ts'
import { accountIds } from './nested.ts'
import type { Scope } from './render.ts'

/**
 * The user's attendees at the viewer's accounts, each with what is true of all of its account: whether one is the owner,
 * whether any has a reason of its own, the first of them, and the first contact.
 */
const attendees = `(
  select attendee.*, bool_or(attendee.is_self) over here as is_own,
    bool_or(attendee.contact or ${hasChat} or attendee.in_group) over here as is_told,
    min(attendee.id) over here as first_id, min(attendee.id) filter (where attendee.contact) over here as contact_id
  from attendee where attendee.user_id = users.id and attendee.account_id = any (${accountIds}::int[])
  window here as (partition by attendee.account_id)
) attendee`

const relations = `(
  select * from contact_relation
  where user_id = users.id and ended_at is null and account_id = any (${accountIds}::int[])
) relation`

/** The account's contact list says it first, what is known of its attendee otherwise. */
const bestOf = (ofRelation: string, ofAttendee: string) =>
  `case when relation.user_id is null then ${ofAttendee} else relation.${ofRelation} end`
const contactSince = 'coalesce(relation.since, case when attendee.contact then attendee.contact_since end)'
const contact = contactReason(
  {
    holds: '(relation.user_id is not null or attendee.contact)',
    source: bestOf('source', reasons.contact.source),
    observedAt: bestOf('observed_at', reasons.contact.observedAt),
  },
  timeOf(contactSince),
)

/**
 * Why any of the viewer's accounts knows the user of the row `users`: rows `reason` with `text`, `since`, and `place`,
 * `account_id` and `attendee_id` to be ordered by; `since` is null where it is not asked for. Null when one can't be told.
 * Several attendees of one account are one contact, or listed once.
 */
export function reasonsOfUser(shapes: readonly Shape[], scope: Scope, isDated: boolean): string | null {
  const { inferred, chat, group, listed } = reasons
  const [asContact, asInferred, asChat, asGroup, asListed] = [contact, inferred, chat, group, listed].map((reason) =>
    textOf(reason, shapes, scope),
  )
  if (!asContact || !asInferred || !asChat || !asGroup || !asListed) return null
  return `(
    select account.id as account_id, found.*
    from ${attendees} full join ${relations} on relation.account_id = attendee.account_id
    join account on account.id = coalesce(attendee.account_id, relation.account_id) and account.provider = users.provider
    cross join lateral (
      select 0 as place, 0::bigint as attendee_id, ${asContact} as text, ${isDated ? contactSince : 'null::timestamptz'} as since
      where ${contact.holds} and attendee.id is not distinct from coalesce(attendee.contact_id, attendee.first_id)
      union all
      select 1, attendee.id, ${asChat}, ${isDated ? directSince('attendee') : 'null'} where ${hasChat}
      union all
      select 2, attendee.id, ${asGroup}, null where attendee.in_group
      union all
      select case when ${isInferred} then 0 else 3 end, attendee.id,
        case when ${isInferred} then ${asInferred} else ${asListed} end, null
      where relation.user_id is null and not attendee.is_told and attendee.id = attendee.first_id
    ) found
    where attendee.is_own is not true
  ) reason`
}
