import type { Sql } from '../sql.ts'

const prune = {
  name: 'changes_prune',
  text: `
    with pruned as (
      delete from change where workspace_id = $1 and sequence <= (
        select max(sequence) from change where workspace_id = $1 and at < $2::timestamptz)
      returning sequence
    )
    update change_counter set pruned_through = (select max(sequence) from pruned)
    where workspace_id = $1 and exists (select from pruned)`,
}

/** Forgets what the log says of times before `before`, always a whole beginning of it. */
export async function pruneChanges(sql: Sql, workspaceId: number, before: string): Promise<void> {
  await sql(prune, [workspaceId, before])
}
