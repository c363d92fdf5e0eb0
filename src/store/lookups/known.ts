import type { Identifier } from '../../domain/identifier.ts'
import { identifierKey } from '../../domain/identifier-key.ts'
import type { KnownSubject, Profile } from '../../domain/lookup.ts'
import { arrayLiteral } from '../ingest/columns.ts'
import type { Sql } from '../sql.ts'

const find = {
  name: 'lookups_known',
  text: `
    select asked.position, owner.id as "userId", coalesce(names.identifiers, '[]') as identifiers,
      names.seen_at as "identifiedAt",
      profile.account_id as "accountId", profile.fetched_at as "fetchedAt", profile.revision, profile.contact,
      profile.is_private as "isPrivate", profile.is_self as "isSelf", profile.summary, profile.location,
      profile.websites, profile.emails, profile.phones, profile.follower_count as "followerCount",
      profile.missing_sections as "missingSections",
      missing.at as "notFoundAt", missing.revision as "notFoundRevision"
    from unnest($2::int[], $3::bigint[], $4::text[], $5::text[]) as asked (position, user_id, accounts, keys)
    left join lateral (
      select owner.id, owner.display_name <> '' as has_name
      from users named join users owner on owner.id = coalesce(named.redirect_to_id, named.id)
      where named.workspace_id = $1 and named.id = coalesce(asked.user_id, (
        select i.user_id
        from unnest($6::int[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
          as name (position, provider, user_kind, kind, scope, value)
        join user_identifier i using (provider, user_kind, kind, scope, value)
        where name.position = asked.position and i.workspace_id = $1
        order by i.kind, i.value limit 1))
    ) owner on true
    left join lateral (
      -- Somebody without a name, whom nothing but a write has named, was never read.
      select max(last_seen_at) filter (where source <> 'WRITE' or owner.has_name) as seen_at,
        array_agg('acquaint:' || provider || ':' || user_kind || ':' || kind || ':' || scope || ':' || value) as keys,
        jsonb_agg(jsonb_build_object('provider', provider, 'userKind', user_kind, 'kind', kind, 'scope', scope,
          'value', value) order by kind, first_seen_at, value) as identifiers
      from user_identifier where user_id = owner.id
    ) names on true
    left join lateral (
      select p.* from lookup_profile p
      where p.account_id = any (asked.accounts::int[])
        and p.user_id in (select owner.id union all select id from users where redirect_to_id = owner.id)
      order by p.missing_sections = '{}' desc, p.fetched_at desc limit 1
    ) profile on true
    left join lateral (
      select at, revision from lookup_missing
      where account_id = any (asked.accounts::int[]) and key = any (asked.keys::text[] || names.keys)
      order by at desc limit 1
    ) missing on true`,
}

type Row = Omit<Profile, 'accountId'> & {
  readonly position: number
  readonly userId: string | null
  readonly identifiers: readonly Identifier[]
  readonly identifiedAt: string | null
  readonly accountId: number | null
  readonly notFoundAt: string | null
  readonly notFoundRevision: number | null
}

/** Whom to look for: a user, or whoever has one of the names, which are all of one user. */
export type SubjectToFind = {
  readonly userId: string | null
  readonly names: readonly Identifier[]
  /** Whose profiles and answers count. */
  readonly accountIds: readonly number[]
}

/** What the workspace's store holds about each subject, in order. A user that was joined into another is that other. */
export async function findKnown(
  sql: Sql,
  workspaceId: number,
  subjects: readonly SubjectToFind[],
): Promise<readonly KnownSubject[]> {
  const names = subjects.flatMap((subject, position) => subject.names.map((name) => ({ ...name, position })))
  const rows = await sql<Row>(find, [
    workspaceId,
    subjects.map((_, position) => position),
    subjects.map(({ userId }) => userId),
    subjects.map(({ accountIds }) => `{${accountIds.join(',')}}`),
    subjects.map((subject) => arrayLiteral(subject.names.map(identifierKey))),
    names.map(({ position }) => position),
    names.map(({ provider }) => provider),
    names.map(({ userKind }) => userKind),
    names.map(({ kind }) => kind),
    names.map(({ scope }) => scope),
    names.map(({ value }) => value),
  ])
  const known = new Map(rows.map((row) => [row.position, knownOf(row)]))
  return subjects.map((_, position) => known.get(position) ?? nothingKnown)
}

const nothingKnown: KnownSubject = {
  userId: null,
  identifiers: [],
  identifiedAt: null,
  profile: null,
  notFound: null,
}

function knownOf(row: Row): KnownSubject {
  const { position: _, userId, identifiers, identifiedAt, accountId, notFoundAt, notFoundRevision, ...facts } = row
  return {
    userId,
    identifiers,
    identifiedAt,
    profile: accountId === null ? null : { ...facts, accountId },
    notFound: notFoundAt === null ? null : { at: notFoundAt, revision: notFoundRevision ?? 0 },
  }
}
