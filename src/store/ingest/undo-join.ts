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
    select j.id, j.survivor_id as survivor, j.loser_id as loser from identity_join j join users s on s.id = j.survivor_id
    where j.workspace_id = $1 and j.id > $2::bigint and j.undone_at is null
      and coalesce(s.redirect_to_id, s.id) = $3::bigint
    order by j.id desc`,
}

const keepMoved = {
  name: 'undo_join_keep_moved',
  text: `update identity_join set moved = $2::jsonb where id = $1::bigint`,
}

type Claimed = { readonly survivorId: string; readonly loserId: string; readonly holderId: string }

/**
 * Takes a join apart again: the loser gets back the identifiers, attendees and contacts it brought. What upstream says
 * never joins the two again, nor moves a public ID between them. Null when the workspace has no such join, or it is
 * undone already; else the ids of the two users. Must run inside a transaction.
 */
export async function undoJoin(
  sql: Sql,
  { workspaceId, joinId, at }: { workspaceId: number; joinId: string; at: string },
): Promise<{ readonly holderId: string; readonly loserId: string } | null> {
  await lockWorkspace(sql, workspaceId)
  const [join] = await sql<Claimed>(claim, [workspaceId, joinId, at])
  if (!join) return null
  await takeApart(sql, { workspaceId, joinId, ...join })
  const users = [join.holderId, join.loserId]
  await refreshShownIds(sql, workspaceId, users)
  await computeEvidence(sql, await attendeesOfUsers(sql, users))
  await adoptUserRelationships(sql, users)
  await recordChanges(sql, workspaceId, [
    { kind: 'IDENTITY_SPLIT', userId: join.holderId, otherUserId: join.loserId, detail: { joinId } },
  ])
  return join
}

/** What a join moved depends on those before it: later ones of the same user are taken apart first, and then made again. */
async function takeApart(
  sql: Sql,
  { workspaceId, joinId, survivorId, holderId }: Claimed & { workspaceId: number; joinId: string },
): Promise<void> {
  const joins = await sql<{ id: string; survivor: string; loser: string }>(later, [workspaceId, joinId, holderId])
  for (const { id, survivor } of joins) await moveUserBack(sql, id, survivor)
  await moveUserBack(sql, joinId, survivorId)
  for (const { id, survivor, loser } of joins.toReversed()) {
    const moved = await moveUser(sql, { workspaceId, survivor, loser })
    await sql(keepMoved, [id, moved])
  }
}
