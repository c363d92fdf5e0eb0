import type { Sql } from '../sql.ts'
import { columns } from './columns.ts'
import type { Origin } from './origin.ts'
import { shownIds } from './shown-ids.ts'
import { factColumns, type NameSource, type ObservedUser } from './user-facts.ts'
import type { Name } from './user-names.ts'

const takeIds = {
  name: 'ingest_users_ids',
  text: `select nextval('users_id_seq') as id from generate_series(1, $1::int)`,
}

/** Whole rows at once: a user's row, and each of its index entries, is written a single time. */
const insert = {
  name: 'ingest_users_insert',
  text: `
    insert into users (id, workspace_id, provider, kind, internal_id, public_id, display_name, name_source, headline,
      picture_url, phone, phone_key, phone_observed_at)
    select row.id, $1, row.provider, row.kind, shown.internal_id, shown.public_id, display_name,
      case when display_name = '' then 'NONE' else $2 end, headline, picture_url, phone, phone_key,
      case when phone_key is not null then $3::timestamptz end
    from unnest($4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
      as row (id, display_name, headline, picture_url, phone, phone_key, provider, kind)
    left join (
      select user_id, ${shownIds}
      from (
        select *, $3::timestamptz as first_seen_at, $3::timestamptz as last_seen_at
        from unnest($12::bigint[], $13::text[], $14::text[], $15::text[], $16::text[])
          as name (user_id, provider, kind, scope, value)
      ) names
      group by user_id
    ) shown on shown.user_id = row.id`,
}

/** Ids for so many users to come. */
export async function takeUserIds(sql: Sql, count: number): Promise<readonly string[]> {
  if (count === 0) return []
  return (await sql<{ id: string }>(takeIds, [count])).map(({ id }) => id)
}

/** Writes users that were not here before, as their first payloads show them. Their names are saved apart. */
export async function insertUsers(
  sql: Sql,
  options: {
    workspaceId: number
    users: readonly ObservedUser[]
    names: readonly Name[]
    nameSource: NameSource
    origin: Origin
  },
): Promise<void> {
  const { workspaceId, users, names, nameSource, origin } = options
  if (users.length === 0) return
  await sql(insert, [
    workspaceId,
    nameSource,
    origin.observedAt,
    ...factColumns(users),
    ...columns(users, [({ user }) => user.provider, ({ user }) => user.userKind]),
    ...columns(names, [
      ({ userId }) => userId,
      ({ identifier }) => identifier.provider,
      ({ identifier }) => identifier.kind,
      ({ identifier }) => identifier.scope,
      ({ identifier }) => identifier.value,
    ]),
  ])
}
