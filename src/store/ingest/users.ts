import type { Identifier } from '../../domain/identifier.ts'
import { identifierKey } from '../../domain/identifier-key.ts'
import type { UserObservation } from '../../domain/observation.ts'
import type { Sql } from '../sql.ts'
import { columns, lastByKey } from './columns.ts'
import { groupUsers, internalIdentifiers, type UserGroup } from './group-users.ts'
import { identifierColumns } from './identifier-columns.ts'
import { joinUsers } from './join-users.ts'
import { lockWorkspace } from './lock-workspace.ts'
import type { Origin } from './origin.ts'
import { refreshShownIds } from './shown-ids.ts'
import { ingestUserFacts, type NameSource } from './user-facts.ts'

const findOwners = {
  name: 'ingest_users_find',
  text: `
    select i.provider, i.user_kind as "userKind", i.kind, i.scope, i.value, i.user_id as "userId"
    from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
      as row (provider, user_kind, kind, scope, value)
    join user_identifier i using (provider, user_kind, kind, scope, value)
    where i.workspace_id = $1`,
}

const takeIds = {
  name: 'ingest_users_ids',
  text: `select nextval(pg_get_serial_sequence('users', 'id')) as id from generate_series(1, $1::int)`,
}

const insertUsers = {
  name: 'ingest_users_insert',
  text: `
    insert into users (id, workspace_id, provider, kind, display_name, name_source)
    select id, $1, provider, kind, '', 'NONE'
    from unnest($2::bigint[], $3::text[], $4::text[]) as row (id, provider, kind)`,
}

/** Those who had a public ID that somebody else shows now. */
const findFormerOwners = {
  name: 'ingest_users_former_owners',
  text: `
    select distinct i.user_id as "userId"
    from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
      as row (provider, user_kind, kind, scope, value, user_id)
    join user_identifier i using (provider, user_kind, kind, scope, value)
    where i.workspace_id = $1 and i.kind = 'PROVIDER_PUBLIC_ID' and i.user_id <> row.user_id`,
}

/** A public ID goes to whoever shows it last; an internal ID only ever moves by a join. */
const upsertIdentifiers = {
  name: 'ingest_users_identifiers',
  text: `
    insert into user_identifier as i
      (workspace_id, provider, user_kind, kind, scope, value, user_id, source, first_seen_at, last_seen_at)
    select $1, provider, user_kind, kind, scope, value, user_id, $8, $9::timestamptz, $9::timestamptz
    from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
      as row (provider, user_kind, kind, scope, value, user_id)
    on conflict (workspace_id, provider, user_kind, kind, scope, value) do update set
      user_id = case when i.kind = 'PROVIDER_PUBLIC_ID' then excluded.user_id else i.user_id end,
      last_seen_at = greatest(i.last_seen_at, excluded.last_seen_at)
    where (i.kind = 'PROVIDER_PUBLIC_ID' and i.user_id <> excluded.user_id)
      or excluded.last_seen_at > i.last_seen_at + interval '1 hour'`,
}

/**
 * Takes in users as payloads show them and gives the id of each one's user, in order. Internal IDs seen together in
 * one payload name one user: users that were apart until then are joined. Must run inside a transaction.
 */
export async function ingestUsers(
  sql: Sql,
  options: { workspaceId: number; users: readonly UserObservation[]; nameSource: NameSource; origin: Origin },
): Promise<readonly string[]> {
  const { workspaceId, users, nameSource, origin } = options
  if (users.length === 0) return []
  await lockWorkspace(sql, workspaceId)
  const ids = await settleUsers(sql, { workspaceId, users, origin })
  const observed = users.map((user, index) => ({ user, id: ids[index] ?? '' }))

  const names = lastByKey(
    observed.flatMap(({ user, id }) => user.identifiers.map((identifier) => ({ identifier, id }))),
    ({ identifier }) => identifierKey(identifier),
  )
  const named = [...identifierColumns(names.map(({ identifier }) => identifier)), names.map(({ id }) => id)]
  const former = await sql<{ userId: string }>(findFormerOwners, [workspaceId, ...named])
  await sql(upsertIdentifiers, [workspaceId, ...named, origin.source, origin.observedAt])
  await ingestUserFacts(sql, { workspaceId, users: observed, nameSource, origin })
  await refreshShownIds(sql, workspaceId, [...new Set([...ids, ...former.map(({ userId }) => userId)])])
  return ids
}

/** The user of each observation: the one its internal IDs lead to, several joined into one, or a new one. */
async function settleUsers(
  sql: Sql,
  { workspaceId, users, origin }: { workspaceId: number; users: readonly UserObservation[]; origin: Origin },
): Promise<readonly string[]> {
  const { groups, groupOf } = groupUsers(users)
  const internal = lastByKey(users.flatMap(internalIdentifiers), identifierKey)
  const rows = await sql<Identifier & { userId: string }>(findOwners, [workspaceId, ...identifierColumns(internal)])
  const ownerOf = new Map(rows.map((row) => [identifierKey(row), row.userId]))
  const ownersOf = (group: readonly UserObservation[]) => [
    ...new Set(group.flatMap(internalIdentifiers).flatMap((name) => ownerOf.get(identifierKey(name)) ?? [])),
  ]

  const owners = groups.map(ownersOf)
  const survivorOf = await joinUsers(sql, {
    workspaceId,
    origin,
    candidates: groups.map((group, index) => ({
      userIds: owners[index] ?? [],
      proof: lastByKey(group.flatMap(internalIdentifiers), identifierKey),
    })),
  })
  const fresh = await insertFresh(
    sql,
    workspaceId,
    groups.filter((_, index) => owners[index]?.length === 0),
  )

  return users.map((user, index) => {
    const group = groups[groupOf[index] ?? -1]
    const own = group && fresh.get(group)
    // Users that must stay apart keep their own names: the observation is of the one it speaks of first.
    const [owner] = own ? [own] : [...ownersOf([user]), ...(owners[groupOf[index] ?? -1] ?? [])]
    if (owner === undefined) throw new Error('An observation without a user')
    return survivorOf.get(owner) ?? owner
  })
}

async function insertFresh(sql: Sql, workspaceId: number, groups: readonly UserGroup[]) {
  if (groups.length === 0) return new Map<UserGroup, string>()
  const ids = (await sql<{ id: string }>(takeIds, [groups.length])).map(({ id }) => id)
  await sql(insertUsers, [workspaceId, ids, ...columns(groups, [([user]) => user.provider, ([user]) => user.userKind])])
  return new Map(groups.map((group, index) => [group, ids[index] ?? '']))
}
