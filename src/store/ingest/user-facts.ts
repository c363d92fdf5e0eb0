import type { UserObservation } from '../../domain/observation.ts'
import type { Sql } from '../sql.ts'
import { columns } from './columns.ts'
import type { Origin } from './origin.ts'

/** What a user's name was read from; a later one in this list outranks an earlier one. */
export type NameSource = 'ATTENDEE' | 'RELATION' | 'PROFILE'

export type ObservedUser = { readonly id: string; readonly user: UserObservation }

const nameRank = (source: string) => `array_position(array['NONE', 'ATTENDEE', 'RELATION', 'PROFILE'], ${source})`

/** Whether the name that is shown takes the place of the one that is here. */
const isNamed = `(row.display_name <> '' and (u.display_name = '' or ${nameRank('$7')} >= ${nameRank('u.name_source')}))`

/** What each column becomes. */
const facts = {
  display_name: `case when ${isNamed} then row.display_name else u.display_name end`,
  name_source: `case when ${isNamed} then $7 else u.name_source end`,
  headline: 'coalesce(row.headline, u.headline)',
  picture_url: 'coalesce(row.picture_url, u.picture_url)',
  phone: 'coalesce(row.phone, u.phone)',
  phone_key: 'coalesce(row.phone_key, u.phone_key)',
}

const updateUsers = {
  name: 'ingest_users_update',
  text: `
    update users u set ${Object.entries(facts).map(([column, value]) => `${column} = ${value}`)},
      phone_observed_at = case when row.phone_key is null or row.phone_key = u.phone_key then u.phone_observed_at
        else $8::timestamptz end
    from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
      as row (id, display_name, headline, picture_url, phone, phone_key)
    where u.id = row.id
      and (${Object.keys(facts).map((column) => `u.${column}`)}) is distinct from (${Object.values(facts)})`,
}

const upsertDeclared = {
  name: 'ingest_users_declared',
  text: `
    insert into declared_profile (workspace_id, user_id, provider, user_kind, kind, value, url, observed_at)
    select $1, row.*, $8::timestamptz
    from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) as row
    on conflict do nothing`,
}

/** What several payloads say of each user, as one: the latest that says it counts. */
export function mergeFacts(users: readonly ObservedUser[]): readonly ObservedUser[] {
  const merged = new Map<string, UserObservation>()
  for (const { id, user } of users) {
    const before = merged.get(id)
    merged.set(id, before ? mergeTwo(before, user) : user)
  }
  return [...merged].map(([id, user]) => ({ id, user }))
}

function mergeTwo(before: UserObservation, now: UserObservation): UserObservation {
  return {
    ...now,
    displayName: now.displayName || before.displayName,
    headline: now.headline ?? before.headline,
    pictureUrl: now.pictureUrl ?? before.pictureUrl,
    phone: now.phone ?? before.phone,
    phoneKey: now.phoneKey ?? before.phoneKey,
  }
}

/** What payloads say of users beside their identifiers, as parameters of `unnest`. */
export function factColumns(users: readonly ObservedUser[]): readonly string[] {
  return columns(users, [
    ({ id }) => id,
    ({ user }) => user.displayName,
    ({ user }) => user.headline,
    ({ user }) => user.pictureUrl,
    ({ user }) => user.phone,
    ({ user }) => user.phoneKey,
  ])
}

/** Takes in what payloads say of users that are here. What a payload does not show stays as it was. */
export async function updateFacts(
  sql: Sql,
  { users, nameSource, origin }: { users: readonly ObservedUser[]; nameSource: NameSource; origin: Origin },
): Promise<void> {
  if (users.length === 0) return
  await sql(updateUsers, [...factColumns(users), nameSource, origin.observedAt])
}

/** Takes in the profiles elsewhere that users link to. */
export async function ingestDeclared(
  sql: Sql,
  { workspaceId, users, origin }: { workspaceId: number; users: readonly ObservedUser[]; origin: Origin },
): Promise<void> {
  const declared = users.flatMap(({ id, user }) =>
    user.declares.map(({ url, identifier }) => ({ id, url, identifier })),
  )
  if (declared.length === 0) return
  await sql(upsertDeclared, [
    workspaceId,
    ...columns(declared, [
      ({ id }) => id,
      ({ identifier }) => identifier.provider,
      ({ identifier }) => identifier.userKind,
      ({ identifier }) => identifier.kind,
      ({ identifier }) => identifier.value,
      ({ url }) => url,
    ]),
    origin.observedAt,
  ])
}
