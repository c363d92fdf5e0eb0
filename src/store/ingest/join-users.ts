import type { Identifier } from '../../domain/identifier.ts'
import { recordChanges } from '../changes/record-changes.ts'
import { joinRelationships } from '../changes/relationships.ts'
import type { Sql } from '../sql.ts'
import { json } from './columns.ts'
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

/**
 * Candidates that share a user are one: whoever is joined to a joined user is joined to all. Each join has the proof of a
 * candidate that shows its loser with the survivor, or with the loser of a join before it.
 */
function planJoins(candidates: readonly JoinCandidate[]): readonly Join[] {
  const oldestFirst = [...new Set(candidates.flatMap(({ userIds }) => userIds))].sort(byAge)
  const placed = new Set<string>()
  return oldestFirst.flatMap((survivor) => (placed.has(survivor) ? [] : joinsInto(survivor, candidates, placed)))
}

function joinsInto(survivor: string, candidates: readonly JoinCandidate[], placed: Set<string>): readonly Join[] {
  const joins: Join[] = []
  placed.add(survivor)
  const group = [survivor]
  for (const one of group) {
    for (const { userIds, proof } of candidates) {
      if (!userIds.includes(one)) continue
      for (const loser of userIds) {
        if (placed.has(loser)) continue
        placed.add(loser)
        group.push(loser)
        joins.push({ survivor, loser, proof })
      }
    }
  }
  return joins
}

function byAge(one: string, other: string): number {
  return BigInt(one) < BigInt(other) ? -1 : 1
}
