import type { WorldAccount } from './accounts.ts'
import {
  companyName,
  displayName,
  hash,
  observedAt,
  oneOf,
  pick,
  providerNames,
  secondsBefore,
  unipileId,
  userOf,
} from './expressions.ts'
import { occupations } from './words.ts'

/**
 * Rows `place, direct_chats, …`: what an attendee's evidence columns say, put together from the chats they are in. The
 * last chat is the greatest number made of its moment and its id.
 */
export const proofRows = `
  select place,
    count(*) filter (where evidence = 'DIRECT') as direct_chats,
    max(recency) filter (where evidence = 'DIRECT') & 4294967295 as last_direct_chat_id,
    max(last_activity_at) filter (where evidence = 'DIRECT') as last_interaction_at,
    count(*) filter (where evidence = 'GROUP') as shared_groups,
    max(recency) filter (where evidence = 'GROUP') & 4294967295 as last_group_chat_id
  from (select *, coalesce(extract(epoch from last_activity_at)::bigint, 0) * 4294967296 + chat_id as recency
    from member_row) member
  where place > 0 group by place`

/** Two providers tell who is a contact: one by a list of its own, with the day, the other in its list of attendees. */
function contactColumns({ provider }: WorldAccount) {
  const isContact = `row.place > 0 and ${oneOf(3, 'row.id', 12)}`
  if (provider === 'LINKEDIN') {
    const since = `case when ${isContact} then ${secondsBefore(`${hash('row.id', 13)} % 300000000`)} end`
    return { isContact, since, source: 'RELATION_LIST' }
  }
  if (provider === 'INSTAGRAM') return { isContact, since: 'null::timestamptz', source: 'ATTENDEE_LIST' }
  return null
}

export function insertAttendees(account: WorldAccount): string {
  const { provider, firstAttendeeId, attendees } = account
  const contact = contactColumns(account)
  const contacts = contact
    ? `case when row.place > 0 then ${contact.isContact} end, ${contact.isContact}, ${contact.since},
      case when ${contact.isContact} then ${observedAt} end, case when ${contact.isContact} then '${contact.source}' end`
    : 'null::boolean, false, null::timestamptz, null::timestamptz, null::text'
  return `
    insert into attendee (id, account_id, unipile_id, user_id, provider_id, display_name, sort_name, is_self, hidden,
      picture_url, headline, listed_at, listed_source,
      listed_contact, contact, contact_since, contact_observed_at, contact_source,
      direct, direct_chats, last_direct_chat_id, direct_observed_at, direct_source,
      in_group, shared_groups, last_group_chat_id, group_observed_at, group_source, last_interaction_at)
    select row.id, ${account.id}, ${unipileId('attendee', 'row.id')}, row.user_id,
      ${providerNames[provider].internalId('row.user_id')}, row.name, lower(row.name), row.place = 0, false,
      case when not ${oneOf(3, 'row.user_id', 10)}
        then 'https://media.example.org/pictures/' || md5('picture' || row.user_id) || '/200.jpg' end,
      ${provider === 'LINKEDIN' ? `${pick(occupations, 'row.user_id', 11)} || ' at ' || ${companyName('row.user_id')}` : 'null'},
      ${observedAt}, 'ATTENDEE_LIST', ${contacts},
      coalesce(proof.direct_chats, 0) > 0, coalesce(proof.direct_chats, 0), proof.last_direct_chat_id,
      case when proof.direct_chats > 0 then ${observedAt} end, case when proof.direct_chats > 0 then 'CHAT_LIST' end,
      coalesce(proof.shared_groups, 0) > 0, coalesce(proof.shared_groups, 0), proof.last_group_chat_id,
      case when proof.shared_groups > 0 then ${observedAt} end,
      case when proof.shared_groups > 0 then 'GROUP_MEMBERS' end, proof.last_interaction_at
    from (
      select person.*, ${displayName('person.user_id')} as name
      from (select place, ${firstAttendeeId} + place as id, ${userOf(account, 'place')} as user_id
        from generate_series(0::bigint, ${attendees - 1}) as place) person
    ) row left join (${proofRows}) proof on proof.place = row.place
    returning id, account_id, user_id, provider_id, display_name, headline, picture_url, is_self, contact, contact_since,
      contact_source, direct, in_group`
}

/** One user for each person, though several accounts of the provider may know them. */
export function insertUsers({ provider }: WorldAccount): string {
  const { publicId } = providerNames[provider]
  const phone = provider === 'WHATSAPP' ? publicId('user_id') : 'null::text'
  return `
    insert into users (id, workspace_id, provider, kind, internal_id, public_id, display_name, name_source, headline,
      picture_url, phone, phone_key, phone_observed_at, created_at)
    select user_id, 1, '${provider}', 'PERSON', provider_id, ${publicId('user_id')}, display_name,
      case when contact_source = 'RELATION_LIST' then 'RELATION' else 'ATTENDEE' end, headline, picture_url, ${phone},
      ${phone}, case when ${phone} is not null then ${observedAt} end, ${observedAt}
    from new_attendee where user_id = id
    returning id, internal_id, public_id`
}

export function insertIdentifiers({ provider }: WorldAccount): string {
  return `
    insert into user_identifier (workspace_id, provider, user_kind, kind, scope, value, user_id, source, first_seen_at,
      last_seen_at)
    select 1, '${provider}', 'PERSON', name.kind, name.scope, name.value, new_user.id, 'ATTENDEE_LIST', ${observedAt},
      ${observedAt}
    from new_user cross join lateral (values
      ('PROVIDER_INTERNAL_ID', '${providerNames[provider].scope}', internal_id),
      ('PROVIDER_PUBLIC_ID', 'GLOBAL', public_id)
    ) as name (kind, scope, value)`
}

/** One in fifty was looked up. */
export const insertProfiles = `
  insert into lookup_profile (account_id, user_id, fetched_at, revision, contact, is_private, summary, websites, emails,
    phones, missing_sections)
  select account_id, user_id, ${observedAt}, 1, contact, ${oneOf(5, 'id', 14)}, headline, '{}', '{}', '{}', '{}'
  from new_attendee where not is_self and ${oneOf(50, 'id', 15)}`

/** One in four of LinkedIn's users says to be somebody on X, whom the account given knows. */
export function insertDeclarations({ firstAttendeeId, attendees }: WorldAccount): string {
  const person = `${firstAttendeeId} + ${hash('id', 16)} % ${Math.floor(attendees / 4)} * 4`
  return `
    insert into declared_profile (user_id, workspace_id, provider, user_kind, kind, value, url, observed_at)
    select id, 1, 'X', 'PERSON', 'PROVIDER_PUBLIC_ID', handle, 'https://x.com/' || handle, ${observedAt}
    from (select id, ${providerNames.X.publicId(`(${person})`)} as handle from users
      where provider = 'LINKEDIN' and ${oneOf(4, 'id', 17)}) declaration`
}

export const insertRelations = `
  insert into contact_relation (account_id, user_id, since, observed_at, source)
  select account_id, user_id, contact_since, ${observedAt}, contact_source
  from new_attendee where contact_source = 'RELATION_LIST'`

/** What the change log takes as told. */
export const insertRelationships = `
  insert into relationship (account_id, user_id, contact, direct, in_group)
  select account_id, user_id, contact, direct, in_group from new_attendee where not is_self`
