import type { AttendeeObservation } from '../../domain/observation.ts'
import { sortName } from '../../domain/sort-name.ts'
import { tellOfAttendees } from '../changes/relationships.ts'
import type { Sql } from '../sql.ts'
import { columns, lastByKey } from './columns.ts'
import { computeEvidence } from './evidence.ts'
import { evidenceColumns, evidenceOf } from './evidence-columns.ts'
import type { Origin } from './origin.ts'
import { enterChats, enteringStatement } from './participants.ts'
import { mergeMovedAttendees, reKeyAttendees } from './re-keyed-attendees.ts'
import { ingestUsers } from './users.ts'

const find = {
  name: 'ingest_attendees_find',
  text: `
    select id, unipile_id as "unipileId", provider_id as "providerId" from attendee
    where account_id = $1 and (unipile_id = any ($2::text[]) or provider_id = any ($3::text[]))`,
}

/** Chats that came before their other party did, for attendees named `x`. */
const waitingChats = `
  chat c where c.account_id = x.account_id and c.peer_provider_id = x.provider_id and c.gone_at is null`

/** With their evidence, so that a row, and each of its many index entries, is written a single time. */
const insert = {
  name: 'ingest_attendees_insert',
  text: `
    insert into attendee (account_id, unipile_id, user_id, provider_id, display_name, sort_name, is_self, hidden,
      picture_url, headline, listed_contact, listed_at, listed_source, ${evidenceColumns})
    select x.*, evidence.*
    from (
      select $1::int as account_id, row.*, $12::timestamptz as listed_at, $13::text as listed_source
      from unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::boolean[],
        $9::text[], $10::text[], $11::boolean[])
        as row (unipile_id, user_id, provider_id, display_name, sort_name, is_self, hidden, picture_url, headline,
          listed_contact)
    ) x
    ${evidenceOf(`
      select c.id, c.evidence, c.observed_at, c.source, c.last_activity_at from ${waitingChats}`)}
    returning id, unipile_id as "unipileId", provider_id as "providerId"`,
}

const update = {
  name: 'ingest_attendees_update',
  text: `
    update attendee a set
      user_id = row.user_id, provider_id = row.provider_id, display_name = row.display_name,
      sort_name = row.sort_name, is_self = row.is_self, hidden = row.hidden,
      picture_url = coalesce(row.picture_url, a.picture_url), headline = coalesce(row.headline, a.headline),
      listed_contact = coalesce(row.listed_contact, a.listed_contact)
    from unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::boolean[],
      $9::text[], $10::text[], $11::boolean[])
      as row (unipile_id, user_id, provider_id, display_name, sort_name, is_self, hidden, picture_url, headline,
        listed_contact)
    where a.account_id = $1 and a.unipile_id = row.unipile_id and (
      (a.user_id, a.provider_id, a.display_name, a.is_self, a.hidden)
        is distinct from (row.user_id, row.provider_id, row.display_name, row.is_self, row.hidden)
      or a.picture_url is distinct from coalesce(row.picture_url, a.picture_url)
      or a.headline is distinct from coalesce(row.headline, a.headline)
      or a.listed_contact is distinct from coalesce(row.listed_contact, a.listed_contact))`,
}

const enterWaitingChats = enteringStatement({
  name: 'ingest_attendees_link_chats',
  text: `
    insert into participant (chat_id, attendee_id, evidence, observed_at, source)
    select c.id, x.id, c.evidence, c.observed_at, c.source
    from unnest($1::bigint[]) as given (id) join attendee x on x.id = given.id
    cross join lateral (select c.* from ${waitingChats}) c
    on conflict do nothing`,
})

type Row = { readonly id: string; readonly unipileId: string; readonly providerId: string }
type IngestOptions = {
  readonly workspaceId: number
  readonly accountId: number
  readonly attendees: readonly AttendeeObservation[]
  readonly origin: Origin
}

/**
 * Takes in attendees of one account with their users. Repeating changes nothing; any order among attendees, chats and
 * contacts ends in the same rows. Must run inside a transaction.
 */
export async function ingestAttendees(sql: Sql, options: IngestOptions): Promise<void> {
  const { known, idOf } = await writeAttendees(sql, options)
  await computeEvidence(sql, known)
  await tellOfAttendees(sql, [...new Set(options.attendees.flatMap((attendee) => idOf(attendee) ?? []))])
}

export type WrittenAttendees = {
  /** The ids of those that were here before, whose evidence may have changed; that of the new ones is written. */
  readonly known: readonly string[]
  /** The id of one that was given; undefined when the list itself shows that upstream has replaced it. */
  readonly idOf: (attendee: AttendeeObservation) => string | undefined
}

/** The same, leaving it to the caller to compute evidence and to tell what changed. */
export async function writeAttendees(sql: Sql, options: IngestOptions): Promise<WrittenAttendees> {
  const { workspaceId, accountId, attendees: given, origin } = options
  const attendees = lastByKey(
    lastByKey(given, ({ unipileId }) => unipileId),
    ({ providerId }) => providerId,
  )
  if (attendees.length === 0) return { known: [], idOf: () => undefined }
  const users = attendees.map(({ user }) => user)
  const userIds = await ingestUsers(sql, { workspaceId, users, nameSource: 'ATTENDEE', origin })
  const rows = attendees.map((attendee, index) => ({ ...attendee, userId: userIds[index] ?? '' }))

  const { here, moved } = await findAttendees(sql, accountId, attendees)
  const isHere = new Set(here.map(({ unipileId }) => unipileId))
  const old = rows.filter(({ unipileId }) => isHere.has(unipileId))
  const fresh = rows.filter(({ unipileId }) => !isHere.has(unipileId))
  if (old.length > 0) await sql(update, [accountId, ...attendeeColumns(old)])
  const written =
    fresh.length === 0
      ? []
      : await sql<Row>(insert, [accountId, ...attendeeColumns(fresh), origin.observedAt, origin.source])
  await mergeMovedAttendees(sql, accountId, moved)

  const known = here.map(({ id }) => id)
  await enterChats(sql, enterWaitingChats, [[...known, ...written.map(({ id }) => id)]])
  return { known, idOf: idsOf([...here, ...written], attendees) }
}

async function findAttendees(sql: Sql, accountId: number, attendees: readonly AttendeeObservation[]) {
  const ids = [accountId, attendees.map(({ unipileId }) => unipileId), attendees.map(({ providerId }) => providerId)]
  const unipileIdOf = new Map(attendees.map(({ providerId, unipileId }) => [providerId, unipileId]))
  const here = await sql<Row>(find, ids)
  const isReKeyed = ({ providerId, unipileId }: Row) => (unipileIdOf.get(providerId) ?? unipileId) !== unipileId
  if (!here.some(isReKeyed)) return { here, moved: [] }
  const moved = await reKeyAttendees(sql, accountId, attendees)
  return { here: await sql<Row>(find, ids), moved }
}

function attendeeColumns(attendees: readonly (AttendeeObservation & { readonly userId: string })[]): readonly string[] {
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

function idsOf(rows: readonly Row[], attendees: readonly AttendeeObservation[]): WrittenAttendees['idOf'] {
  const byUnipileId = new Map(rows.map(({ unipileId, id }) => [unipileId, id]))
  const byProviderId = new Map(attendees.map(({ providerId, unipileId }) => [providerId, byUnipileId.get(unipileId)]))
  return ({ unipileId, providerId }) => byUnipileId.get(unipileId) ?? byProviderId.get(providerId)
}
