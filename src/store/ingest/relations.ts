import type { RelationObservation } from '../../domain/observation.ts'
import { tellOfUsers } from '../changes/relationships.ts'
import type { Sql } from '../sql.ts'
import { settleSeenWrites } from '../writes/seen-writes.ts'
import { lastByKey } from './columns.ts'
import { computeEvidence } from './evidence.ts'
import { type Identified, identifyUsers, idsOfUsers, lockForUsers } from './identified.ts'
import type { Origin } from './origin.ts'

const upsertRelations = {
  name: 'ingest_relations',
  text: `
    insert into contact_relation as r (account_id, user_id, since, observed_at, source)
    select $1, user_id, since, $4::timestamptz, $5
    from unnest($2::bigint[], $3::timestamptz[]) as row (user_id, since)
    on conflict (account_id, user_id) do update set
      since = coalesce(excluded.since, r.since), observed_at = excluded.observed_at, source = excluded.source,
      ended_at = null
    where r.ended_at is not null or r.since is distinct from coalesce(excluded.since, r.since)`,
}

const attendeesOf = {
  name: 'ingest_relations_attendees',
  text: `select id from attendee where account_id = $1 and user_id = any ($2::bigint[])`,
}

type IngestOptions = {
  readonly workspaceId: number
  readonly accountId: number
  readonly relations: readonly RelationObservation[]
  readonly origin: Origin
  /** Who they are, if that was found out before. */
  readonly identified?: Identified | null
}

/** Who contacts are, ahead of `ingestRelations`; see `identifyUsers`. */
export async function identifyRelations(
  sql: Sql,
  { workspaceId, relations, origin }: Pick<IngestOptions, 'workspaceId' | 'relations' | 'origin'>,
): Promise<Identified> {
  return identifyUsers(sql, { workspaceId, ...usersOf(relations), origin })
}

/** Takes in rows of an account's own contact list. Must run inside a transaction. */
export async function ingestRelations(sql: Sql, options: IngestOptions): Promise<void> {
  const { workspaceId, accountId, relations, origin, identified = null } = options
  if (relations.length === 0) return
  await lockForUsers(sql, workspaceId, identified)
  const userIds = await idsOfUsers(sql, identified, { workspaceId, ...usersOf(relations), origin })
  const rows = lastByKey(
    relations.map(({ since }, index) => ({ userId: userIds[index] ?? '', since: since?.toISOString() ?? null })),
    ({ userId }) => userId,
  )
  await sql(upsertRelations, [
    accountId,
    rows.map(({ userId }) => userId),
    rows.map(({ since }) => since),
    origin.observedAt,
    origin.source,
  ])
  const attendees = await sql<{ id: string }>(attendeesOf, [accountId, userIds])
  await computeEvidence(
    sql,
    attendees.map(({ id }) => id),
  )
  await tellOfUsers(sql, accountId, userIds)
  await settleSeenWrites(sql, accountId)
}

function usersOf(relations: readonly RelationObservation[]) {
  return { users: relations.map(({ user }) => user), nameSource: 'RELATION' } as const
}

const known = {
  name: 'ingest_relations_known',
  text: `
    select distinct i.value from user_identifier i
    join account on account.id = $1 and account.workspace_id = i.workspace_id and account.provider = i.provider
    join contact_relation r on r.account_id = $1 and r.user_id = i.user_id and r.ended_at is null
    where i.kind = 'PROVIDER_INTERNAL_ID' and i.value = any ($2::text[])`,
}

/** Which of these internal IDs are of contacts that the account is known to have. */
export async function findKnownContacts(
  sql: Sql,
  accountId: number,
  internalIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql<{ value: string }>(known, [accountId, internalIds])
  return new Set(rows.map(({ value }) => value))
}
