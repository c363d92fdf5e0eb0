import type { Identifier } from '../../domain/identifier.ts'
import { recordChanges } from '../changes/record-changes.ts'
import { joinRelationships } from '../changes/relationships.ts'
import type { Sql } from '../sql.ts'
import { json } from './columns.ts'
import { disjointSets } from './disjoint-sets.ts'
import { refreshEvidence } from './evidence.ts'
import { lockRelationships } from './locks.ts'
import { moveUser } from './move-user.ts'
import type { Origin } from './origin.ts'
import { refreshShownIds } from './shown-ids.ts'
import { findUndoneJoins } from './undone-joins.ts'

/** The several users that one payload's internal IDs lead to, and these IDs: the only proof there is for a join. */
export type JoinCandidate = {
  readonly userIds: readonly string[]
  readonly proof: readonly Identifier[]
}

type Join = { readonly survivor: string; readonly loser: string; readonly proof: readonly Identifier[] }

const record = {
  name: 'join_users_record',
  text: `
    insert into identity_join (workspace_id, survivor_id, loser_id, proof, source, joined_at, moved)
    values ($1, $2::bigint, $3::bigint, $4::jsonb, $5, $6::timestamptz, $7::jsonb) returning id`,
}

const attendeesOf = {
  name: 'join_users_attendees_of',
  text: `select id from attendee where user_id = any ($1::bigint[])`,
}

/**
 * Joins the users of each candidate into the oldest one: identifiers, attendees and contacts follow, and the others'
 * ids go on answering as redirects. Users whose join was undone stay apart. Gives the survivor of each joined user.
 * Must run inside a transaction that holds the lock of the workspace's identities.
 */
export async function joinUsers(
  sql: Sql,
  options: { workspaceId: number; candidates: readonly JoinCandidate[]; origin: Origin },
): Promise<ReadonlyMap<string, string>> {
  const { workspaceId, candidates, origin } = options
  if (candidates.length === 0) return new Map()
  const joins = planJoins(await allowed(sql, workspaceId, candidates))
  // Attendees that another transaction is writing would stay with the loser.
  if (joins.length > 0) await lockRelationships(sql, workspaceId)
  for (const { survivor, loser, proof } of joins) {
    const moved = await moveUser(sql, { workspaceId, survivor, loser })
    const given = [workspaceId, survivor, loser, json(proof), origin.source, origin.observedAt, moved]
    const [joined] = await sql<{ id: string }>(record, given)
    await joinRelationships(sql, survivor, loser)
    const detail = { joinId: joined?.id ?? '' }
    await recordChanges(sql, workspaceId, [
      { kind: 'IDENTITY_JOINED', userId: survivor, otherUserId: loser, source: origin.source, detail },
    ])
  }
  const survivors = [...new Set(joins.map(({ survivor }) => survivor))]
  await refreshShownIds(sql, workspaceId, survivors)
  await refreshEvidence(sql, await attendeesOfUsers(sql, survivors))
  return new Map(joins.map(({ survivor, loser }) => [loser, survivor]))
}

/** The ids of all attendees of these users, on whichever account. */
export async function attendeesOfUsers(sql: Sql, userIds: readonly string[]): Promise<readonly string[]> {
  const attendees = await sql<{ id: string }>(attendeesOf, [userIds])
  return attendees.map(({ id }) => id)
}

/** Those that bring nobody together who must stay apart, neither directly nor through those before it. */
async function allowed(sql: Sql, workspaceId: number, candidates: readonly JoinCandidate[]): Promise<JoinCandidate[]> {
  const ids = candidates.flatMap(({ userIds }) => userIds)
  const stayApart = await findUndoneJoins(sql, workspaceId, ids)
  const joined = new Map<string, readonly string[]>()
  return candidates.filter(({ userIds }) => {
    const all = [...new Set(userIds.flatMap((id) => joined.get(id) ?? [id]))]
    if (all.some((one) => all.some((other) => stayApart(one, other)))) return false
    for (const id of all) joined.set(id, all)
    return true
  })
}

/** Candidates that share a user are one: whoever is joined to a joined user is joined to all. */
function planJoins(candidates: readonly JoinCandidate[]): readonly Join[] {
  const sets = disjointSets<string>()
  for (const { userIds } of candidates) {
    for (const id of userIds) sets.unite(userIds[0] ?? id, id)
  }
  const members = Map.groupBy(new Set(candidates.flatMap(({ userIds }) => userIds)), sets.find)
  return [...members.values()].flatMap((ids) => {
    const survivor = ids.reduce((one, other) => (BigInt(other) < BigInt(one) ? other : one))
    return ids
      .filter((id) => id !== survivor)
      .map((loser) => ({
        survivor,
        loser,
        proof: candidates.find(({ userIds }) => userIds.includes(loser))?.proof ?? [],
      }))
  })
}
