import type { ScopedSql } from '../read/scoped-sql.ts'

/** What a profile, once fetched, tells of how visible a user is. */
export type ProfileFact = {
  readonly userId: string
  readonly accountId: number
  /** Null when the provider does not say. */
  readonly isPrivate: boolean | null
  /** ISO 8601. */
  readonly observedAt: string
}

const byUsers = {
  name: 'lookups_profile_facts',
  text: `
    select distinct on (asked.id, profile.account_id) asked.id as "userId", profile.account_id as "accountId", profile.is_private as "isPrivate",
      profile.fetched_at as "observedAt"
    from unnest($1::bigint[]) as asked (id)
    cross join lateral (
      select asked.id union all select users.id from users where users.redirect_to_id = asked.id
    ) owner
    join lookup_profile profile on profile.user_id = owner.id
    where profile.account_id = any ($2::int[])
    order by asked.id, profile.account_id, profile.fetched_at desc`,
}

/** What each of the viewer's accounts was shown last of these users, or of those joined into them. */
export function findProfileFacts(
  { sql, accountIds }: ScopedSql,
  userIds: readonly string[],
): Promise<readonly ProfileFact[]> {
  return sql<ProfileFact>(byUsers, [userIds, accountIds])
}
