import type { IdentifierKind, UserKind } from '../../domain/identifier.ts'
import type { Provider } from '../../domain/provider.ts'
import type { SeenIdentifier, User } from '../../domain/user.ts'
import { type RowAsked, selectRow, wholeRow } from '../rendered/selection.ts'
import { createParameters } from './parameters.ts'
import type { ScopedSql } from './scoped-sql.ts'
import { userColumns } from './user-columns.ts'

const byUsers = {
  name: 'identifiers_by_users',
  text: `
    select user_id as "userId", provider, user_kind as "userKind", kind, scope, value, source,
      first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt", null::int as "accountId"
    from user_identifier
    where user_id = any ($1::bigint[]) and workspace_id = $2
    order by kind, scope, first_seen_at, value`,
}

/** The provider's own identifiers of these users, public IDs after internal ones. */
export function findIdentifiersByUsers(
  { sql, workspaceId }: ScopedSql,
  userIds: readonly string[],
): Promise<readonly (SeenIdentifier & { readonly userId: string })[]> {
  return sql<SeenIdentifier & { userId: string }>(byUsers, [userIds, workspaceId])
}

/** A provider's name for a user, when it is not known in which scope it is valid. */
export type UnscopedIdentifier = {
  readonly provider: Provider
  readonly userKind: UserKind
  readonly kind: IdentifierKind
  readonly value: string
}

/** The user with each of these identifiers, in order; null where nobody has it. */
export async function findIdentifierOwners(
  scoped: ScopedSql,
  identifiers: readonly UnscopedIdentifier[],
  asked: RowAsked<User> = wholeRow,
): Promise<readonly (User | null)[]> {
  const parameters = createParameters()
  const { bind } = parameters
  const { name, list } = selectRow(userColumns, asked, parameters, scoped)
  const words = [
    identifiers.map(({ provider }) => provider),
    identifiers.map(({ userKind }) => userKind),
    identifiers.map(({ kind }) => kind),
    identifiers.map(({ value }) => value),
  ].map((some) => `${bind(some)}::text[]`)
  const text = `
    select asked.position, ${list}
    from unnest(${words.join(', ')}) with ordinality as asked (provider, user_kind, kind, value, position)
    cross join lateral (
      select user_id from user_identifier
      where workspace_id = ${bind(scoped.workspaceId)} and provider = asked.provider
        and user_kind = asked.user_kind and kind = asked.kind and value = asked.value
      order by scope limit 1
    ) identifier
    join users named on named.id = identifier.user_id
    join users on users.id = coalesce(named.redirect_to_id, named.id)`
  const statement = { name: `identifiers_owners${name}`, text }
  const rows = await scoped.sql<User & { position: string }>(statement, parameters.values)
  const found = new Map(rows.map(({ position, ...user }) => [Number(position), user]))
  return identifiers.map((_, index) => found.get(index + 1) ?? null)
}
