import { recordChanges } from '../changes/record-changes.ts'
import { adoptUserRelationships } from '../changes/relationships.ts'
import type { Sql } from '../sql.ts'
import { computeEvidence } from './evidence.ts'
import { attendeesOfUsers } from './join-users.ts'
import { lockWorkspace } from './locks.ts'
import { refreshShownIds } from './shown-ids.ts'

const claim = {
  name: 'undo_join_claim',
  text: `
    update identity_join j set undone_at = $3::timestamptz
    from users s
    where j.id = $2::bigint and j.workspace_id = $1 and j.undone_at is null and s.id = j.survivor_id
    returning j.loser_id as "loserId", coalesce(s.redirect_to_id, s.id) as "holderId"`,
}

/** Moves back what the join moved and the holder still has; whatever came later stays where it is. */
const restore = {
  name: 'undo_join_restore',
  text: `
    with j as (
      select moved, loser_id from identity_join where id = $1::bigint
    ), names as (
      update user_identifier i set user_id = j.loser_id
      from j, jsonb_to_recordset(j.moved -> 'identifiers')
        as row (provider text, user_kind text, kind text, scope text, value text)
      where i.user_id = $2::bigint and (i.provider, i.user_kind, i.kind, i.scope, i.value)
        = (row.provider, row.user_kind, row.kind, row.scope, row.value)
    ), people as (
      update attendee a set user_id = j.loser_id
      from j where a.user_id = $2::bigint and j.moved -> 'attendees' @> to_jsonb(a.id)
    ), contacts as (
      delete from contact_relation r using j, jsonb_to_recordset(j.moved -> 'contacts') as row (account_id int, kept boolean)
      where r.user_id = $2::bigint and r.account_id = row.account_id and row.kept
    ), lost_contacts as (
      insert into contact_relation (account_id, user_id, since, observed_at, source, ended_at)
      select account_id, j.loser_id, since, observed_at, source, ended_at
      from j, jsonb_to_recordset(j.moved -> 'contacts')
        as row (account_id int, since timestamptz, observed_at timestamptz, source text, ended_at timestamptz)
      on conflict do nothing
    ), links as (
      delete from declared_profile d using j, jsonb_to_recordset(j.moved -> 'declared')
        as row (provider text, user_kind text, kind text, value text, kept boolean)
      where d.user_id = $2::bigint and row.kept
        and (d.provider, d.user_kind, d.kind, d.value) = (row.provider, row.user_kind, row.kind, row.value)
    ), lost_links as (
      insert into declared_profile (user_id, workspace_id, provider, user_kind, kind, value, url, observed_at)
      select j.loser_id, u.workspace_id, row.* from j join users u on u.id = j.loser_id,
        jsonb_to_recordset(j.moved -> 'declared')
          as row (provider text, user_kind text, kind text, value text, url text, observed_at timestamptz)
      on conflict do nothing
    ), redirects as (
      update users u set redirect_to_id = case when u.id = j.loser_id then null else j.loser_id end
      from j where u.redirect_to_id = $2::bigint and (u.id = j.loser_id or j.moved -> 'redirects' @> to_jsonb(u.id))
    )
    update users s set phone = null, phone_key = null, phone_observed_at = null
    from j join users l on l.id = j.loser_id
    where s.id = $2::bigint and (j.moved -> 'phone')::boolean and s.phone = l.phone`,
}

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
  const [join] = await sql<{ loserId: string; holderId: string }>(claim, [workspaceId, joinId, at])
  if (!join) return null
  await sql(restore, [joinId, join.holderId])
  const users = [join.holderId, join.loserId]
  await refreshShownIds(sql, workspaceId, users)
  await computeEvidence(sql, await attendeesOfUsers(sql, users))
  await adoptUserRelationships(sql, users)
  await recordChanges(sql, workspaceId, [
    { kind: 'IDENTITY_SPLIT', userId: join.holderId, otherUserId: join.loserId, detail: { joinId } },
  ])
  return join
}
