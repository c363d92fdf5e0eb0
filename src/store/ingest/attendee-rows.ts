import type { AttendeeObservation } from '../../domain/observation.ts'
import { sortName } from '../../domain/sort-name.ts'
import type { Sql } from '../sql.ts'
import { arrayLiteral, columns } from './columns.ts'
import { evidenceColumns, evidenceOf } from './evidence-columns.ts'
import type { Origin } from './origin.ts'
import { enterChats, enteringStatement } from './participants.ts'

/** Chats that came before their other party did, for attendees named `x`. */
const waitingChats = `
  chat c where c.account_id = x.account_id and c.peer_provider_id = x.provider_id and c.gone_at is null`

/** With their evidence, so that a row, and each of its many index entries, is written a single time. */
const insert = {
  name: 'ingest_attendees_insert',
  text: `
    insert into attendee (account_id, unipile_id, user_id, provider_id, display_name, sort_name, is_self, hidden,
      picture_url, headline, listed_contact, listed_at, listed_source, ${evidenceColumns})
    select x.account_id, x.unipile_id, x.user_id, x.provider_id, x.display_name, x.sort_name, x.is_self, x.hidden,
      x.picture_url, x.headline, x.listed_contact, x.listed_at, x.listed_source, evidence.*
    from (
      select $1::int as account_id, row.*, $13::timestamptz as listed_at, $14::text as listed_source
      from unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::boolean[],
        $9::text[], $10::text[], $11::boolean[], $12::text[])
        as row (unipile_id, user_id, provider_id, display_name, sort_name, is_self, hidden, picture_url, headline,
          listed_contact, shown_in)
    ) x
    ${evidenceOf(`
      select c.id, c.evidence, c.observed_at, c.source, c.last_activity_at from ${waitingChats}
      union all
      select c.id, c.evidence, x.listed_at, x.listed_source, c.last_activity_at from chat c
      where c.id = any (x.shown_in::bigint[])
        and (c.peer_provider_id = x.provider_id and c.gone_at is null) is not true`)}
    returning id, unipile_id as "unipileId", provider_id as "providerId"`,
}

const update = {
  name: 'ingest_attendees_update',
  text: `
    update attendee a set
      user_id = row.user_id, provider_id = row.provider_id, display_name = row.display_name,
      sort_name = row.sort_name, is_self = row.is_self, hidden = row.hidden,
      picture_url = coalesce(row.picture_url, a.picture_url), headline = coalesce(row.headline, a.headline),
      listed_contact = coalesce(row.listed_contact, a.listed_contact),
      listed_source = case when row.listed_contact <> coalesce(a.listed_contact, not row.listed_contact) then $12
        else a.listed_source end
    from unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::boolean[],
      $9::text[], $10::text[], $11::boolean[])
      as row (unipile_id, user_id, provider_id, display_name, sort_name, is_self, hidden, picture_url, headline,
        listed_contact)
    where a.account_id = $1 and a.unipile_id = row.unipile_id and (
      (a.user_id, a.provider_id, a.display_name, a.sort_name, a.is_self, a.hidden)
        is distinct from (row.user_id, row.provider_id, row.display_name, row.sort_name, row.is_self, row.hidden)
      or a.picture_url is distinct from coalesce(row.picture_url, a.picture_url)
      or a.headline is distinct from coalesce(row.headline, a.headline)
      or a.listed_contact is distinct from coalesce(row.listed_contact, a.listed_contact))
    returning a.id`,
}

const linkWaitingChats = enteringStatement({
  name: 'ingest_attendees_link_chats',
  text: `
    insert into participant (chat_id, attendee_id, evidence, observed_at, source)
    select c.id, x.id, c.evidence, c.observed_at, c.source
    from unnest($2::bigint[]) as given (id) join attendee x on x.id = given.id and x.account_id = $1
    cross join lateral (select c.* from ${waitingChats}) c
    on conflict do nothing`,
})

export type AttendeeRow = { readonly id: string; readonly unipileId: string; readonly providerId: string }

/** What is to be written of an attendee, whose user has this id. */
type Written = AttendeeObservation & { readonly userId: string }

/** Writes attendees that were not here, as shown in these chats, by id, and in those that wait for them. */
export async function insertAttendees(
  sql: Sql,
  accountId: number,
  attendees: readonly (Written & { readonly shownIn: readonly string[] })[],
  { observedAt, source }: Origin,
): Promise<readonly AttendeeRow[]> {
  if (attendees.length === 0) return []
  const shownIn = columns(attendees, [(attendee) => arrayLiteral(attendee.shownIn)])
  return sql<AttendeeRow>(insert, [accountId, ...attendeeColumns(attendees), ...shownIn, observedAt, source])
}

/** Brings attendees that are here up to date, but for their evidence, and gives the ids of those that were not. */
export async function updateAttendees(
  sql: Sql,
  accountId: number,
  attendees: readonly Written[],
  { source }: Origin,
): Promise<readonly string[]> {
  if (attendees.length === 0) return []
  const updated = await sql<{ id: string }>(update, [accountId, ...attendeeColumns(attendees), source])
  return updated.map(({ id }) => id)
}

/** Enters attendees into chats that came before them. */
export async function enterWaitingChats(sql: Sql, accountId: number, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await enterChats(sql, linkWaitingChats, [accountId, ids])
}

function attendeeColumns(attendees: readonly Written[]): readonly string[] {
  return columns(attendees, [
    (attendee) => attendee.unipileId,
    (attendee) => attendee.userId,
    (attendee) => attendee.providerId,
    (attendee) => attendee.user.displayName,
    (attendee) => sortName(attendee.user.displayName),
    (attendee) => attendee.isSelf,
    (attendee) => attendee.hidden,
    (attendee) => attendee.user.pictureUrl,
    (attendee) => attendee.user.headline,
    (attendee) => attendee.contact,
  ])
}
