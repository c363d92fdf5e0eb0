import type { IdentifierKind, UserKind } from '../../domain/identifier.ts'
import type { Provider } from '../../domain/provider.ts'
import type { SeenIdentifier, User } from '../../domain/user.ts'
import { type RowAsked, selectRow, wholeRow } from '../rendered/selection.ts'
import { createParameters, type Parameters } from './parameters.ts'
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
  const { name, list } = selectRow(userColumns, asked, parameters, scoped)
  const [first, another] = identifiers
  const names = first && !another ? oneName(first, parameters) : severalNames(identifiers, parameters)
  const text = `
    select asked.position, ${list}
    from ${names.rows}
    cross join lateral (
      select user_id from user_identifier
      where workspace_id = ${parameters.bind(scoped.workspaceId)} and provider = ${names.provider}
        and user_kind = ${names.userKind} and kind = ${names.kind} and value = ${names.value}
      order by scope limit 1
    ) identifier
    join users named on named.id = identifier.user_id
    join users on users.id = coalesce(named.redirect_to_id, named.id)`
  const statement = { name: `${names.statement}${name}`, text }
  const rows = await scoped.sql<User & { position: string }>(statement, parameters.values)
  const found = new Map(rows.map(({ position, ...user }) => [Number(position), user]))
  return identifiers.map((_, index) => found.get(index + 1) ?? null)
}

/** Expressions of what is looked for, with the place of each in rows named `asked`. */
type Names = Readonly<Record<keyof UnscopedIdentifier | 'rows' | 'statement', string>>

function severalNames(identifiers: readonly UnscopedIdentifier[], { bind }: Parameters): Names {
  const words = [
    identifiers.map(({ provider }) => provider),
    identifiers.map(({ userKind }) => userKind),
    identifiers.map(({ kind }) => kind),
    identifiers.map(({ value }) => value),
  ].map((some) => `${bind(some)}::text[]`)
  return {
    statement: 'identifiers_owners',
    rows: `unnest(${words.join(', ')}) with ordinality as asked (provider, user_kind, kind, value, position)`,
    provider: 'asked.provider',
    userKind: 'asked.user_kind',
    kind: 'asked.kind',
    value: 'asked.value',
  }
}

/** A name that is asked for alone, as most are, is found sooner without lists. */
function oneName({ provider, userKind, kind, value }: UnscopedIdentifier, { bind }: Parameters): Names {
  return {
    statement: 'identifiers_owner',
    rows: '(select 1::bigint as position) asked',
    provider: bind(provider),
    userKind: bind(userKind),
    kind: bind(kind),
    value: bind(value),
  }
}
