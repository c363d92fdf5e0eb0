import type { EvidenceSource } from '../../domain/evidence.ts'
import { recordChanges } from '../changes/record-changes.ts'
import { adoptUserRelationships } from '../changes/relationships.ts'
import type { Sql } from '../sql.ts'
import { computeEvidence } from './evidence.ts'
import { attendeesOfUsers } from './join-users.ts'
import { lockWorkspace } from './locks.ts'
import { moveUser, moveUserBack } from './move-user.ts'
import { refreshShownIds } from './shown-ids.ts'

const claim = {
  name: 'undo_join_claim',
  text: `
    update identity_join j set undone_at = $3::timestamptz
    from users s
    where j.id = $2::bigint and j.workspace_id = $1 and j.undone_at is null and s.id = j.survivor_id
    returning j.survivor_id as "survivorId", j.loser_id as "loserId", coalesce(s.redirect_to_id, s.id) as "holderId"`,
}

const later = {
  name: 'undo_join_later',
  text: `
    select j.id, j.survivor_id as survivor, j.loser_id as loser, j.source
    from identity_join j join users s on s.id = j.survivor_id
    where j.workspace_id = $1 and j.id > $2::bigint and j.undone_at is null
      and coalesce(s.redirect_to_id, s.id) = $3::bigint
    order by j.id desc`,
}

/** The users who have the identifiers that prove a join, as long as it is apart. */
const proven = {
  name: 'undo_join_proven',
  text: `
    select distinct i.user_id as "userId" from identity_join j
    cross join jsonb_to_recordset(j.proof) as row (provider text, "userKind" text, kind text, scope text, value text)
    join user_identifier i on i.workspace_id = j.workspace_id and i.provider = row.provider
      and i.user_kind = row."userKind" and i.kind = row.kind and i.scope = row.scope and i.value = row.value
    where j.id = $1::bigint order by i.user_id`,
}

const remake = {
  name: 'undo_join_make_again',
  text: `
    update identity_join set survivor_id = $2::bigint, loser_id = $3::bigint, moved = $4::jsonb where id = $1::bigint`,
}

const holders = {
  name: 'undo_join_holders',
  text: `select id, coalesce(redirect_to_id, id) as "holderId" from users where id = any ($1::bigint[])`,
}

type Claimed = { readonly survivorId: string; readonly loserId: string; readonly holderId: string }
type Later = {
  readonly id: string
  readonly survivor: string
  readonly loser: string
  readonly source: EvidenceSource
}

/**
 * Takes a join apart again: each of the two gets back the identifiers, attendees and contacts it brought, and whoever was
 * joined to either since stays with the one whom the proof of that names. What upstream says never joins the two again,
 * nor moves a public ID between them. Null when the workspace has no such join, or it is undone already; else the ids of
 * the user that had been both, and of the one that is its own again. Must run inside a transaction.
 */
export async function undoJoin(
  sql: Sql,
  { workspaceId, joinId, at }: { workspaceId: number; joinId: string; at: string },
): Promise<{ readonly holderId: string; readonly otherId: string } | null> {
  await lockWorkspace(sql, workspaceId)
  const [join] = await sql<Claimed>(claim, [workspaceId, joinId, at])
  if (!join) return null
  const others = await takeApart(sql, { workspaceId, joinId, ...join })
  const { survivorId, loserId, holderId } = join
  const holderOf = await findHolders(sql, [survivorId, loserId])
  const otherId = [loserId, survivorId].map(holderOf).find((id) => id !== holderId) ?? loserId
  const users = [holderId, otherId]
  await refreshShownIds(sql, workspaceId, users)
  await computeEvidence(sql, await attendeesOfUsers(sql, users))
  await adoptUserRelationships(sql, users)
  await recordChanges(sql, workspaceId, [
    { kind: 'IDENTITY_SPLIT', userId: holderId, otherUserId: otherId, detail: { joinId } },
    ...others.map(({ id, survivor, loser, source }) => {
      return { kind: 'IDENTITY_JOINED', userId: survivor, otherUserId: loser, source, detail: { joinId: id } } as const
    }),
  ])
  return { holderId, otherId }
}

/**
 * What a join moved depends on those before it: later ones of the same user are taken apart first, and then made again.
 * Gives those that are between other users from then on.
 */
async function takeApart(
  sql: Sql,
  { workspaceId, joinId, survivorId, holderId }: Claimed & { workspaceId: number; joinId: string },
): Promise<readonly Later[]> {
  const joins = await sql<Later>(later, [workspaceId, joinId, holderId])
  for (const { id, survivor } of joins) await moveUserBack(sql, id, survivor)
  await moveUserBack(sql, joinId, survivorId)
  const changed: Later[] = []
  for (const join of joins.toReversed()) {
    const made = await makeAgain(sql, workspaceId, join)
    if (made.survivor !== join.survivor || made.loser !== join.loser) changed.push(made)
  }
  return changed
}

/** Between the users whom its proof names by now, who need not be those whom it was between while more was joined. */
async function makeAgain(sql: Sql, workspaceId: number, join: Later): Promise<Later> {
  const { id, survivor, loser } = join
  const rows = await sql<{ userId: string }>(proven, [id])
  const owners = rows.map(({ userId }) => userId)
  const before = [survivor, loser].filter((one) => owners.includes(one))
  const [one = survivor, other = loser] = new Set([...before, ...owners, survivor, loser])
  const [older, younger] = BigInt(one) < BigInt(other) ? [one, other] : [other, one]
  const moved = await moveUser(sql, { workspaceId, survivor: older, loser: younger })
  await sql(remake, [id, older, younger, moved])
  return { ...join, survivor: older, loser: younger }
}

async function findHolders(sql: Sql, userIds: readonly string[]): Promise<(id: string) => string> {
  const rows = await sql<{ id: string; holderId: string }>(holders, [userIds])
  const found = new Map(rows.map(({ id, holderId }) => [id, holderId]))
  return (id) => found.get(id) ?? id
}
