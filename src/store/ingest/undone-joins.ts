import type { Sql } from '../sql.ts'

/** Whether a join of these two was undone: they stay two, whatever upstream says of them. */
export type StayApart = (one: string, other: string) => boolean

const find = {
  name: 'undone_joins',
  text: `
    select coalesce(s.redirect_to_id, s.id) as one, coalesce(l.redirect_to_id, l.id) as other
    from identity_join j join users s on s.id = j.survivor_id join users l on l.id = j.loser_id
    where j.workspace_id = $1 and j.undone_at is not null
      and (coalesce(s.redirect_to_id, s.id) = any ($2::bigint[]) or coalesce(l.redirect_to_id, l.id) = any ($2::bigint[]))`,
}

/** Finds who of these users must stay apart. Asks nothing when there is nobody. */
export async function findUndoneJoins(sql: Sql, workspaceId: number, userIds: readonly string[]): Promise<StayApart> {
  if (userIds.length === 0) return () => false
  const undone = await sql<{ one: string; other: string }>(find, [workspaceId, userIds])
  const pairs = new Set(undone.flatMap(({ one, other }) => [`${one} ${other}`, `${other} ${one}`]))
  return (one, other) => pairs.has(`${one} ${other}`)
}
