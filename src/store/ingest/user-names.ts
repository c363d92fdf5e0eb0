import type { Identifier } from '../../domain/identifier.ts'
import { identifierKey } from '../../domain/identifier-key.ts'
import type { Sql } from '../sql.ts'
import { identifierColumns } from './identifier-columns.ts'
import type { Origin } from './origin.ts'

export type Name = { readonly identifier: Identifier; readonly userId: string }
/** An identifier that is here; stale when it was seen so long ago that it is worth a write to say that it was again. */
export type KnownName = { readonly userId: string; readonly isStale: boolean }

/** One probe of the whole key for each name: without statistics the planner joins by as little of it as the provider. */
const find = {
  name: 'ingest_users_names',
  text: `
    select row.place::int, known.user_id as "userId", known.last_seen_at < $7::timestamptz - interval '1 hour' as "isStale"
    from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) with ordinality
      as row (provider, user_kind, kind, scope, value, place)
    cross join lateral (
      select user_id, last_seen_at from user_identifier i
      where i.workspace_id = $1 and (i.provider, i.user_kind, i.kind, i.scope, i.value)
        = (row.provider, row.user_kind, row.kind, row.scope, row.value)
      limit 1
    ) known`,
}

const given = `unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
      as row (provider, user_kind, kind, scope, value, user_id)`

const insert = {
  name: 'ingest_users_names_insert',
  text: `
    insert into user_identifier
      (workspace_id, provider, user_kind, kind, scope, value, user_id, source, first_seen_at, last_seen_at)
    select $1, provider, user_kind, kind, scope, value, user_id, $8, $9::timestamptz, $9::timestamptz from ${given}`,
}

/** A public ID goes to whoever shows it last; an internal ID only ever moves by a join. */
const update = {
  name: 'ingest_users_names_update',
  text: `
    update user_identifier i set
      user_id = case when i.kind = 'PROVIDER_PUBLIC_ID' then row.user_id else i.user_id end,
      last_seen_at = greatest(i.last_seen_at, $8::timestamptz)
    from ${given}
    where i.workspace_id = $1 and (i.provider, i.user_kind, i.kind, i.scope, i.value)
      = (row.provider, row.user_kind, row.kind, row.scope, row.value)`,
}

/** Whose these identifiers are, by key; those that are nobody's are left out. */
export async function findNames(
  sql: Sql,
  { workspaceId, identifiers, origin }: { workspaceId: number; identifiers: readonly Identifier[]; origin: Origin },
): Promise<ReadonlyMap<string, KnownName>> {
  const given = identifierColumns(identifiers)
  const rows = await sql<KnownName & { place: number }>(find, [workspaceId, ...given, origin.observedAt])
  return new Map(
    rows.flatMap((row) => {
      const identifier = identifiers[row.place - 1]
      return identifier ? [[identifierKey(identifier), row] as const] : []
    }),
  )
}

/**
 * Writes down whose these identifiers are now, and that they were seen: those that were nobody's, and others. Nobody
 * else writes identifiers meanwhile.
 */
export async function saveNames(
  sql: Sql,
  options: { workspaceId: number; fresh: readonly Name[]; known: readonly Name[]; origin: Origin },
): Promise<void> {
  const { workspaceId, fresh, known, origin } = options
  const { observedAt, source } = origin
  if (fresh.length > 0) await sql(insert, [workspaceId, ...nameColumns(fresh), source, observedAt])
  if (known.length > 0) await sql(update, [workspaceId, ...nameColumns(known), observedAt])
}

function nameColumns(names: readonly Name[]) {
  return [...identifierColumns(names.map(({ identifier }) => identifier)), names.map(({ userId }) => userId)]
}
