import type { Sql } from '../sql.ts'
import { disjointSets } from './disjoint-sets.ts'
import type { Origin } from './origin.ts'

const repoint = {
  name: 'join_users_identifiers',
  text: `
    update user_identifier i set user_id = pair.survivor
    from unnest($1::bigint[], $2::bigint[]) as pair (loser, survivor) where i.user_id = pair.loser`,
}

const repointAttendees = {
  name: 'join_users_attendees',
  text: `
    update attendee a set user_id = pair.survivor
    from unnest($1::bigint[], $2::bigint[]) as pair (loser, survivor) where a.user_id = pair.loser`,
}

const repointContacts = {
  name: 'join_users_contacts',
  text: `
    with moved as (
      delete from contact_relation r using unnest($1::bigint[], $2::bigint[]) as pair (loser, survivor)
      where r.user_id = pair.loser returning r.*, pair.survivor
    )
    insert into contact_relation (account_id, user_id, since, observed_at, source, ended_at)
    select account_id, survivor, since, observed_at, source, ended_at from moved
    on conflict (account_id, user_id) do nothing`,
}

const redirect = {
  name: 'join_users_redirect',
  text: `
    update users u set redirect_to_id = pair.survivor
    from unnest($1::bigint[], $2::bigint[]) as pair (loser, survivor)
    where u.id = pair.loser or u.redirect_to_id = pair.loser`,
}

/**
 * Joins each set of users into its oldest one: identifiers, attendees and contacts follow, and the others' ids go on
 * answering as redirects. Gives the survivor of every user in the sets. Proof is the caller's: never a name or picture.
 */
export async function joinUsers(
  sql: Sql,
  { sets }: { workspaceId: number; sets: readonly (readonly string[])[]; origin: Origin },
): Promise<ReadonlyMap<string, string>> {
  const survivors = survivorOfEach(sets)
  const losers = [...survivors].filter(([id, survivor]) => id !== survivor)
  if (losers.length === 0) return survivors
  const pairs = [losers.map(([loser]) => loser), losers.map(([, survivor]) => survivor)]
  for (const statement of [repoint, repointAttendees, repointContacts, redirect]) await sql(statement, pairs)
  return survivors
}

/** Sets that overlap are one: whoever is joined to a joined user is joined to all. */
function survivorOfEach(sets: readonly (readonly string[])[]): Map<string, string> {
  const joined = disjointSets<string>()
  for (const [first, ...others] of sets) {
    for (const other of others) if (first !== undefined) joined.unite(first, other)
  }
  const members = Map.groupBy(new Set(sets.flat()), joined.find)
  return new Map(
    [...members.values()].flatMap((ids) => {
      const oldest = ids.reduce((one, other) => (BigInt(other) < BigInt(one) ? other : one))
      return ids.map((id) => [id, oldest] as const)
    }),
  )
}
