import type { Sql } from './sql.ts'

const ensure = {
  name: 'workspaces_ensure',
  text: `
    with made as (insert into workspace (key, name) values ($1, $2) on conflict (key) do nothing returning id)
    select id from made union all select id from workspace where key = $1 limit 1`,
}

/** The id of the workspace with this key, made now if there is none. */
export async function ensureWorkspace(sql: Sql, key: string, name: string): Promise<number> {
  const [row] = await sql<{ id: number }>(ensure, [key, name])
  // Another process made it between the two halves of the statement; now it is there to be seen.
  return row?.id ?? ensureWorkspace(sql, key, name)
}
