import type { Shape } from '../../domain/shape.ts'
import { directSince } from '../read/attendee-columns.ts'
import { timeOf } from './json-text.ts'
import { contactReason, hasChat, isInferred, reasons, textOf } from './known-reasons.ts'
import { accountIds } from './nested.ts'
import type { Scope } from './render.ts'

/** The attendees that the account of the row `account` has of the user of the row `users`. */
const attendeesHere = 'attendee where attendee.user_id = users.id and attendee.account_id = account.id'

/** The account's contact list says it first, what is known of its attendee otherwise. */
const bestOf = (ofRelation: string, ofAttendee: string) =>
  `case when relation.user_id is null then ${ofAttendee} else relation.${ofRelation} end`
const contactSince = 'coalesce(relation.since, attendee.contact_since)'
const contact = contactReason(
  {
    holds: '(relation.user_id is not null or attendee.id is not null)',
    source: bestOf('source', reasons.contact.source),
    observedAt: bestOf('observed_at', reasons.contact.observedAt),
  },
  timeOf(contactSince),
)

/** Those of the viewer's that have seen anything of the user, and are not the user's own. */
const isConcerned = `
  account.id = any (array(
    select account_id from attendee where user_id = users.id
    union all select account_id from contact_relation where user_id = users.id and ended_at is null
  ))
  and account.id = any (${accountIds}::int[]) and account.provider = users.provider
  and not exists (select from ${attendeesHere} and attendee.is_self)`

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
    from account
    left join contact_relation relation
      on relation.account_id = account.id and relation.user_id = users.id and relation.ended_at is null
    cross join lateral (
      select 0 as place, 0::bigint as attendee_id, ${asContact} as text, ${isDated ? contactSince : 'null::timestamptz'} as since
      from (select) once left join lateral (
        select attendee.* from ${attendeesHere} and attendee.contact order by attendee.id limit 1
      ) attendee on true where ${contact.holds}
      union all
      select 1, attendee.id, ${asChat}, ${isDated ? directSince('attendee') : 'null'} from ${attendeesHere} and ${hasChat}
      union all
      select 2, attendee.id, ${asGroup}, null from ${attendeesHere} and attendee.in_group
      union all (
        select case when ${isInferred} then 0 else 3 end, attendee.id,
          case when ${isInferred} then ${asInferred} else ${asListed} end, null
        from ${attendeesHere} and relation.user_id is null and not exists (
          select from ${attendeesHere} and (attendee.contact or ${hasChat} or attendee.in_group)
        )
        order by attendee.id limit 1
      )
    ) found
    where ${isConcerned}
  ) reason`
}
