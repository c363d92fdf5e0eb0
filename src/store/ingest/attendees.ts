import type { AttendeeObservation } from '../../domain/observation.ts'
import { tellOfAttendees } from '../changes/relationships.ts'
import type { Sql } from '../sql.ts'
import { type AttendeeRow, enterWaitingChats, insertAttendees, updateAttendees } from './attendee-rows.ts'
import { lastByKey } from './columns.ts'
import { computeEvidence } from './evidence.ts'
import { type Identified, identifyUsers, idsOfUsers, lockForUsers } from './identified.ts'
import type { Origin } from './origin.ts'
import { mergeMovedAttendees, reKeyAttendees } from './re-keyed-attendees.ts'

const find = {
  name: 'ingest_attendees_find',
  text: `
    select id, unipile_id as "unipileId", provider_id as "providerId" from attendee
    where account_id = $1 and (unipile_id = any ($2::text[]) or provider_id = any ($3::text[]))`,
}

type IngestOptions = {
  readonly workspaceId: number
  readonly accountId: number
  readonly attendees: readonly AttendeeObservation[]
  readonly origin: Origin
  /** Who they are, if that was found out before. */
  readonly identified?: Identified | null
}

/** An attendee whom a chat's list of members shows. */
export type Membership = { readonly attendee: AttendeeObservation; readonly chatId: string }

/**
 * Takes in attendees of one account with their users. Repeating changes nothing; any order among attendees, chats and
 * contacts ends in the same rows. Must run inside a transaction.
 */
export async function ingestAttendees(sql: Sql, options: IngestOptions): Promise<void> {
  if (options.attendees.length === 0) return
  await lockForUsers(sql, options.workspaceId, options.identified ?? null)
  const { altered, idOf } = await writeAttendees(sql, options)
  await computeEvidence(sql, altered)
  await tellOfAttendees(sql, [...new Set(options.attendees.flatMap((attendee) => idOf(attendee) ?? []))])
}

export type WrittenAttendees = {
  /** The ids of those that were here before and whose evidence may be another now; that of the new ones is written. */
  readonly altered: readonly string[]
  readonly isNew: (id: string) => boolean
  /** The id of one that was given; undefined when the list itself shows that upstream has replaced it. */
  readonly idOf: (attendee: AttendeeObservation) => string | undefined
}

/**
 * The same, leaving it to the caller to enter what memberships say, to compute the evidence of those that were here, and
 * to tell what changed.
 */
export async function writeAttendees(
  sql: Sql,
  options: IngestOptions & { readonly memberships?: readonly Membership[] },
): Promise<WrittenAttendees> {
  const { workspaceId, accountId, origin, identified = null, memberships = [] } = options
  const attendees = latest(options.attendees)
  if (attendees.length === 0) return { altered: [], isNew: () => false, idOf: () => undefined }
  const userIds = await idsOfUsers(sql, identified, { workspaceId, ...usersOf(attendees), origin })
  const rows = attendees.map((attendee, index) => ({ ...attendee, userId: userIds[index] ?? '' }))

  const { here, moved } = await findAttendees(sql, accountId, attendees)
  const isHere = new Set(here.map(({ unipileId }) => unipileId))
  const old = rows.filter(({ unipileId }) => isHere.has(unipileId))
  const shownIn = chatsOf(memberships, attendees)
  const fresh = rows.filter(({ unipileId }) => !isHere.has(unipileId)).map((row) => ({ ...row, shownIn: shownIn(row) }))
  const altered = await updateAttendees(sql, accountId, old, origin)
  const written = await insertAttendees(sql, accountId, fresh, origin)
  await mergeMovedAttendees(sql, accountId, moved)

  // Whose row says what it said before is in the chats that they were in before.
  const newIds = new Set(written.map(({ id }) => id))
  await enterWaitingChats(sql, accountId, [...altered, ...newIds])
  return { altered, isNew: (id) => newIds.has(id), idOf: idsOf([...here, ...written], attendees) }
}

/** Who attendees are, ahead of `ingestAttendees`; see `identifyUsers`. */
export async function identifyAttendees(
  sql: Sql,
  { workspaceId, attendees, origin }: Pick<IngestOptions, 'workspaceId' | 'attendees' | 'origin'>,
): Promise<Identified> {
  return identifyUsers(sql, { workspaceId, ...usersOf(latest(attendees)), origin })
}

function usersOf(attendees: readonly AttendeeObservation[]) {
  return { users: attendees.map(({ user }) => user), nameSource: 'ATTENDEE' } as const
}

/** As one list shows them last: one row for each Unipile ID, and for each ID of the provider. */
function latest(attendees: readonly AttendeeObservation[]): readonly AttendeeObservation[] {
  return lastByKey(
    lastByKey(attendees, ({ unipileId }) => unipileId),
    ({ providerId }) => providerId,
  )
}

async function findAttendees(sql: Sql, accountId: number, attendees: readonly AttendeeObservation[]) {
  const ids = [accountId, attendees.map(({ unipileId }) => unipileId), attendees.map(({ providerId }) => providerId)]
  const unipileIdOf = new Map(attendees.map(({ providerId, unipileId }) => [providerId, unipileId]))
  const here = await sql<AttendeeRow>(find, ids)
  const isReKeyed = ({ providerId, unipileId }: AttendeeRow) => (unipileIdOf.get(providerId) ?? unipileId) !== unipileId
  if (!here.some(isReKeyed)) return { here, moved: [] }
  const moved = await reKeyAttendees(sql, accountId, attendees)
  return { here: await sql<AttendeeRow>(find, ids), moved }
}

function chatsOf(memberships: readonly Membership[], attendees: readonly AttendeeObservation[]) {
  const unipileIds = new Set(attendees.map(({ unipileId }) => unipileId))
  const byProviderId = new Map(attendees.map(({ providerId, unipileId }) => [providerId, unipileId]))
  const chats = Map.groupBy(memberships, ({ attendee: { unipileId, providerId } }) =>
    unipileIds.has(unipileId) ? unipileId : byProviderId.get(providerId),
  )
  return ({ unipileId }: AttendeeObservation) => [...new Set(chats.get(unipileId)?.map(({ chatId }) => chatId))]
}

function idsOf(rows: readonly AttendeeRow[], attendees: readonly AttendeeObservation[]): WrittenAttendees['idOf'] {
  const byUnipileId = new Map(rows.map(({ unipileId, id }) => [unipileId, id]))
  const byProviderId = new Map(attendees.map(({ providerId, unipileId }) => [providerId, byUnipileId.get(unipileId)]))
  return ({ unipileId, providerId }) => byUnipileId.get(unipileId) ?? byProviderId.get(providerId)
}
