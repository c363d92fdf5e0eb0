import type { AttendeeObservation } from '../../domain/observation.ts'
import { sortName } from '../../domain/sort-name.ts'
import type { Sql } from '../sql.ts'
import { columns, lastByKey } from './columns.ts'
import { refreshEvidence } from './evidence.ts'
import type { Origin } from './origin.ts'
import { enterChats, enteringStatement } from './participants.ts'
import { ingestUsers } from './users.ts'

/** Upstream made the attendee anew: the same person of the same account under another Unipile ID. */
const adoptNewUnipileIds = {
  name: 'ingest_attendees_adopt',
  text: `
    update attendee a set unipile_id = row.unipile_id
    from unnest($2::text[], $3::text[]) as row (unipile_id, provider_id)
    where a.account_id = $1 and a.provider_id = row.provider_id and a.unipile_id <> row.unipile_id
      and not exists (select from attendee b where b.account_id = $1 and b.unipile_id = row.unipile_id)`,
}

/** Upstream gave an attendee the provider's id of another one: that other row makes room until it is known what it is. */
const makeRoom = {
  name: 'ingest_attendees_make_room',
  text: `
    update attendee b set provider_id = b.provider_id || ' ' || b.unipile_id
    from unnest($2::text[], $3::text[]) as row (unipile_id, provider_id)
    where b.account_id = $1 and b.provider_id = row.provider_id and b.unipile_id <> row.unipile_id
    returning b.id, row.unipile_id as "heirUnipileId"`,
}

/** Those that got no id of their own in the same page were merged upstream: their chats are their heir's. */
const mergeLeftOvers = {
  name: 'ingest_attendees_merge',
  text: `
    with left_over as (
      select b.id, heir.id as heir_id
      from unnest($2::bigint[], $3::text[]) as moved (id, heir_unipile_id)
      join attendee b on b.id = moved.id and b.provider_id like '% %'
      join attendee heir on heir.account_id = $1 and heir.unipile_id = moved.heir_unipile_id
    ), inherited as (
      insert into participant (chat_id, attendee_id, evidence, observed_at, source)
      select p.chat_id, left_over.heir_id, p.evidence, p.observed_at, p.source
      from left_over join participant p on p.attendee_id = left_over.id
      on conflict do nothing
    )
    delete from attendee a using left_over where a.id = left_over.id`,
}

const upsertAttendees = {
  name: 'ingest_attendees',
  text: `
    insert into attendee as a (account_id, unipile_id, user_id, provider_id, display_name, sort_name, is_self, hidden,
      picture_url, headline, listed_contact, listed_at, listed_source)
    select $1, row.*, $12::timestamptz, $13 from unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[],
      $7::boolean[], $8::boolean[], $9::text[], $10::text[], $11::boolean[]) as row
    on conflict (account_id, unipile_id) do update set
      user_id = excluded.user_id, provider_id = excluded.provider_id, display_name = excluded.display_name,
      sort_name = excluded.sort_name, is_self = excluded.is_self, hidden = excluded.hidden,
      picture_url = coalesce(excluded.picture_url, a.picture_url), headline = coalesce(excluded.headline, a.headline),
      listed_contact = coalesce(excluded.listed_contact, a.listed_contact)
    where (a.user_id, a.provider_id, a.display_name, a.is_self, a.hidden)
        is distinct from (excluded.user_id, excluded.provider_id, excluded.display_name, excluded.is_self, excluded.hidden)
      or a.picture_url is distinct from coalesce(excluded.picture_url, a.picture_url)
      or a.headline is distinct from coalesce(excluded.headline, a.headline)
      or a.listed_contact is distinct from coalesce(excluded.listed_contact, a.listed_contact)`,
}

const findAttendees = {
  name: 'ingest_attendees_find',
  text: `select id, unipile_id as "unipileId" from attendee where account_id = $1 and unipile_id = any ($2::text[])`,
}

/** Chats that came before their other party did. */
const linkWaitingChats = enteringStatement({
  name: 'ingest_attendees_link_chats',
  text: `
    insert into participant (chat_id, attendee_id, evidence, observed_at, source)
    select c.id, a.id, c.evidence, c.observed_at, c.source
    from attendee a
    join chat c on c.account_id = a.account_id and c.peer_provider_id = a.provider_id and c.gone_at is null
    where a.id = any ($1::bigint[])
    on conflict do nothing`,
})

/**
 * Takes in attendees of one account with their users, and gives their ids in order. Repeating changes nothing; any
 * order among attendees, chats and contacts ends in the same rows. Must run inside a transaction.
 */
export async function ingestAttendees(
  sql: Sql,
  options: { workspaceId: number; accountId: number; attendees: readonly AttendeeObservation[]; origin: Origin },
): Promise<readonly string[]> {
  const { workspaceId, accountId, attendees: given, origin } = options
  const attendees = lastByKey(
    lastByKey(given, ({ unipileId }) => unipileId),
    ({ providerId }) => providerId,
  )
  if (attendees.length === 0) return []
  const users = attendees.map(({ user }) => user)
  const userIds = await ingestUsers(sql, { workspaceId, users, nameSource: 'ATTENDEE', origin })

  const unipileIds = attendees.map(({ unipileId }) => unipileId)
  const providerIds = attendees.map(({ providerId }) => providerId)
  await sql(adoptNewUnipileIds, [accountId, unipileIds, providerIds])
  const moved = await sql<{ id: string; heirUnipileId: string }>(makeRoom, [accountId, unipileIds, providerIds])
  await sql(upsertAttendees, [
    accountId,
    unipileIds,
    userIds,
    ...columns(attendees, [
      (attendee) => attendee.providerId,
      (attendee) => attendee.user.displayName,
      (attendee) => sortName(attendee.user.displayName),
      (attendee) => attendee.isSelf,
      (attendee) => attendee.hidden,
      (attendee) => attendee.user.pictureUrl,
      (attendee) => attendee.user.headline,
      (attendee) => attendee.contact,
    ]),
    origin.observedAt,
    origin.source,
  ])
  if (moved.length > 0) {
    await sql(mergeLeftOvers, [accountId, moved.map(({ id }) => id), moved.map((row) => row.heirUnipileId)])
  }
  const rows = await sql<{ id: string; unipileId: string }>(findAttendees, [accountId, unipileIds])
  const ids = rows.map(({ id }) => id)
  await enterChats(sql, linkWaitingChats, [ids])
  await refreshEvidence(sql, ids)
  return ids
}
