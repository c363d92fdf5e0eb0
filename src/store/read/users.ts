import type { User } from '../../domain/user.ts'
import type { ScopedSql } from './scoped-sql.ts'
import { userColumns } from './user-columns.ts'

const byIds = {
  name: 'users_by_ids',
  text: `
    select asked.id as "askedId", ${userColumns.select}
    from users asked join users on users.id = coalesce(asked.redirect_to_id, asked.id)
    where asked.id = any ($1::bigint[]) and asked.workspace_id = $2`,
}

/** Those that exist, by the id asked for: one that was joined into another user finds that user. */
export async function findUsersByIds(
  { sql, workspaceId }: ScopedSql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, User>> {
  const rows = await sql<User & { askedId: string }>(byIds, [ids, workspaceId])
  return new Map(rows.map((row) => [row.askedId, row]))
}
