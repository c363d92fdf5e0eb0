import type { AttendeeObservation } from '../../domain/observation.ts'
import type { Sql } from '../sql.ts'

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

/** An attendee that made room, and who has its provider's id now. */
export type MovedAttendee = { readonly id: string; readonly heirUnipileId: string }

/** Gives the attendees that are here the ids that upstream has for them now. */
export async function reKeyAttendees(
  sql: Sql,
  accountId: number,
  attendees: readonly AttendeeObservation[],
): Promise<readonly MovedAttendee[]> {
  const ids = [accountId, attendees.map(({ unipileId }) => unipileId), attendees.map(({ providerId }) => providerId)]
  await sql(adoptNewUnipileIds, ids)
  return sql<MovedAttendee>(makeRoom, ids)
}

/** Gives what those still have that made room to their heirs. */
export async function mergeMovedAttendees(sql: Sql, accountId: number, moved: readonly MovedAttendee[]): Promise<void> {
  if (moved.length === 0) return
  await sql(mergeLeftOvers, [accountId, moved.map(({ id }) => id), moved.map((row) => row.heirUnipileId)])
}
