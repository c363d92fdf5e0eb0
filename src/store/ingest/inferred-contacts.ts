import type { Sql } from '../sql.ts'

/**
 * Who was listed when all was read, without any chat or group, was inferred to be a contact (`infersContacts` of
 * `domain/known-status.ts`). A chat or a group that came later is no evidence against it. One that was there by then is:
 * it explains the listing, also when it is found late.
 */
const keep = {
  name: 'inferred_contacts_keep',
  text: `
    insert into contact_relation (account_id, user_id, observed_at, source)
    select distinct on (a.account_id, a.user_id) a.account_id, a.user_id,
      greatest(account.backfilled_at, a.listed_at), 'INFERRED'
    from unnest($1::bigint[]) as given (id)
    join attendee a on a.id = given.id and a.listed_source = 'ATTENDEE_LIST'
      and not (a.is_self or a.contact or a.direct or a.in_group)
    join account on account.id = a.account_id and account.provider = 'WHATSAPP' and account.backfilled_at is not null
    left join account_reading reading on reading.account_id = a.account_id
    cross join lateral (select greatest(account.backfilled_at, reading.whole_at) as at) whole
    where a.listed_at <= whole.at
      and exists (select from participant p where p.attendee_id = a.id and p.evidence <> 'NONE')
      and not exists (
        select from participant p join chat c on c.id = p.chat_id
        where p.attendee_id = a.id and p.evidence <> 'NONE'
          and (p.observed_at <= whole.at or (p.evidence = 'DIRECT' and c.last_activity_at <= whole.at)))
      and not exists (
        select from chat c
        where c.account_id = a.account_id and c.peer_provider_id = a.provider_id and c.evidence = 'DIRECT'
          and c.observed_at <= whole.at)
      and not exists (
        select from attendee other
        where other.user_id = a.user_id and other.account_id = a.account_id and other.id <> a.id
          and (other.is_self or other.contact or other.direct or other.in_group))
    order by a.account_id, a.user_id, a.listed_at
    on conflict do nothing`,
}

/**
 * Writes down which of these attendees had been inferred to be contacts, before their first chat or group shows in their
 * evidence.
 */
export async function keepInferredContacts(sql: Sql, attendeeIds: readonly string[]): Promise<void> {
  await sql(keep, [attendeeIds])
}

/**
 * After a statement that deletes participants as `removed`: a group that somebody was in explains their being listed, also
 * once it is gone, so that nothing is inferred from that when it comes back.
 */
export const explainListings = `
  update attendee set listed_source = 'GROUP_MEMBERS' from removed, account
  where attendee.id = removed.attendee_id and removed.evidence = 'GROUP' and attendee.listed_source = 'ATTENDEE_LIST'
    and account.id = attendee.account_id and account.provider = 'WHATSAPP'`
