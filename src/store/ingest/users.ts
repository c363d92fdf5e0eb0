import type { Identifier } from '../../domain/identifier.ts'
import type { UserObservation } from '../../domain/observation.ts'
import type { Sql } from '../sql.ts'
import { arrayLiteral, columns, lastByKey } from './columns.ts'
import { groupUsers, identifierKey, internalIdentifiers, type UserGroup } from './group-users.ts'
import { joinUsers } from './join-users.ts'
import type { Origin } from './origin.ts'

const identifierRows = `unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
  as row (provider, user_kind, kind, scope, value)`

/** Identity writes of one workspace queue behind each other, so that two of them never join the same users at once. */
const lockIdentities = { name: 'ingest_users_lock', text: 'select pg_advisory_xact_lock(71401, $1)' }

const findOwners = {
  name: 'ingest_users_find',
  text: `
    select i.provider, i.user_kind as "userKind", i.kind, i.scope, i.value, i.user_id as "userId"
    from ${identifierRows} join user_identifier i using (provider, user_kind, kind, scope, value)
    where i.workspace_id = $1`,
}

const takeIds = {
  name: 'ingest_users_ids',
  text: `select nextval(pg_get_serial_sequence('users', 'id')) as id from generate_series(1, $1::int)`,
}

const insertUsers = {
  name: 'ingest_users_insert',
  text: `
    insert into users (id, workspace_id, provider, kind, display_name, name_source, declared_urls)
    select id, $1, provider, kind, '', 'NONE', '{}'
    from unnest($2::bigint[], $3::text[], $4::text[]) as row (id, provider, kind)`,
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
      user_id = excluded.user_id, last_seen_at = greatest(i.last_seen_at, excluded.last_seen_at)
    where i.user_id <> excluded.user_id or excluded.last_seen_at > i.last_seen_at + interval '1 hour'`,
}

const nameRank = (source: string) => `array_position(array['NONE', 'ATTENDEE', 'RELATION', 'PROFILE'], ${source})`

const updateUsers = {
  name: 'ingest_users_update',
  text: `
    update users u set
      display_name = case when named then row.display_name else u.display_name end,
      name_source = case when named then row.name_source else u.name_source end,
      headline = coalesce(row.headline, u.headline),
      picture_url = coalesce(row.picture_url, u.picture_url),
      phone = coalesce(row.phone, u.phone),
      declared_urls = case when row.declared_urls = '{}' then u.declared_urls else row.declared_urls end
    from (
      select given.*, v.id as user_id, given.display_name <> ''
        and (v.display_name = '' or ${nameRank('given.name_source')} >= ${nameRank('v.name_source')}) as named
      from (
        select id, display_name, headline, picture_url, phone, urls::text[] as declared_urls, $7::text as name_source
        from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
          as given (id, display_name, headline, picture_url, phone, urls)
      ) given join users v on v.id = given.id
    ) row
    where u.id = row.user_id and (
      (named and (u.display_name, u.name_source) is distinct from (row.display_name, row.name_source))
      or (row.headline, row.picture_url, row.phone) is distinct from
         (case when row.headline is null then null else u.headline end,
          case when row.picture_url is null then null else u.picture_url end,
          case when row.phone is null then null else u.phone end)
      or (row.declared_urls <> '{}' and row.declared_urls <> u.declared_urls))`,
}

/** Which of a user's identifiers are shown first: the founding text's form, then the one seen last. */
const chooseShownIds = {
  name: 'ingest_users_shown_ids',
  text: `
    update users u set internal_id = shown.internal_id, public_id = shown.public_id
    from (
      select id,
        (select value from user_identifier i where i.user_id = id and i.kind = 'PROVIDER_INTERNAL_ID'
          order by scope not in ('GLOBAL', 'LINKEDIN_CLASSIC'), value like '%@lid', first_seen_at, value limit 1
        ) as internal_id,
        (select value from user_identifier i where i.user_id = id and i.kind = 'PROVIDER_PUBLIC_ID'
          order by i.provider = 'TELEGRAM' and value !~ '^[0-9]+$', last_seen_at desc, first_seen_at desc, value limit 1
        ) as public_id
      from unnest($1::bigint[]) as id
    ) shown
    where u.id = shown.id
      and (u.internal_id, u.public_id) is distinct from (shown.internal_id, shown.public_id)`,
}

type NameSource = 'ATTENDEE' | 'RELATION' | 'PROFILE'

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
  await sql(lockIdentities, [workspaceId])
  const { groups, groupOf } = groupUsers(users)
  const idOf = await settleGroups(sql, workspaceId, groups, origin)
  const ids = groupOf.map((group) => idOf[group] ?? '')

  await sql(upsertIdentifiers, [workspaceId, ...identifierColumns(users, ids), origin.source, origin.observedAt])
  const latest = lastByKey(
    users.map((user, index) => ({ user, id: ids[index] ?? '' })),
    ({ id }) => id,
  )
  await sql(updateUsers, [
    ...columns(latest, [
      ({ id }) => id,
      ({ user }) => user.displayName,
      ({ user }) => user.headline,
      ({ user }) => user.pictureUrl,
      ({ user }) => user.phone,
      ({ user }) => arrayLiteral(user.declaredUrls),
    ]),
    nameSource,
  ])
  await sql(chooseShownIds, [[...new Set(ids)]])
  return ids
}

function identifierColumns(users: readonly UserObservation[], ids: readonly string[]): unknown[][] {
  const rows = users.flatMap((user, index) =>
    user.identifiers.map((identifier) => ({ identifier, userId: ids[index] ?? '' })),
  )
  const distinct = lastByKey(rows, ({ identifier }) => identifierKey(identifier))
  return [...identifiersAsColumns(distinct.map(({ identifier }) => identifier)), distinct.map(({ userId }) => userId)]
}

function identifiersAsColumns(identifiers: readonly Identifier[]): unknown[][] {
  return columns(identifiers, [
    ({ provider }) => provider,
    ({ userKind }) => userKind,
    ({ kind }) => kind,
    ({ scope }) => scope,
    ({ value }) => value,
  ])
}

/** The user of each group: the one its internal IDs lead to, several joined into one, or a new one. */
async function settleGroups(sql: Sql, workspaceId: number, groups: readonly UserGroup[], origin: Origin) {
  const internal = lastByKey(groups.flat().flatMap(internalIdentifiers), identifierKey)
  const rows = await sql<Identifier & { userId: string }>(findOwners, [workspaceId, ...identifiersAsColumns(internal)])
  const owners = new Map(rows.map((row) => [identifierKey(row), row.userId]))
  const found = groups.map((group) => [
    ...new Set(group.flatMap(internalIdentifiers).flatMap((identifier) => owners.get(identifierKey(identifier)) ?? [])),
  ])
  const survivors = await joinUsers(sql, { workspaceId, sets: found.filter((ids) => ids.length > 1), origin })

  const fresh = groups.filter((_, index) => found[index]?.length === 0)
  const freshIds = (await sql<{ id: string }>(takeIds, [fresh.length])).map(({ id }) => id)
  if (fresh.length > 0) {
    await sql(insertUsers, [
      workspaceId,
      freshIds,
      ...columns(fresh, [([user]) => user.provider, ([user]) => user.userKind]),
    ])
  }
  let next = 0
  return found.map((ids) => {
    const [first] = ids
    return first === undefined ? freshIds[next++] : (survivors.get(first) ?? first)
  })
}
