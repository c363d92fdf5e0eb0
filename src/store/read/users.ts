import type { User } from '../../domain/user.ts'
import { type RowAsked, selectRow, wholeRow } from '../rendered/selection.ts'
import { createParameters } from './parameters.ts'
import type { ScopedSql } from './scoped-sql.ts'
import { userColumns } from './user-columns.ts'

/** Those that exist, by the id asked for: one that was joined into another user finds that user. */
export async function findUsersByIds(
  scoped: ScopedSql,
  ids: readonly string[],
  asked: RowAsked<User> = wholeRow,
): Promise<ReadonlyMap<string, User>> {
  const parameters = createParameters()
  const { name, list } = selectRow(userColumns, asked, parameters, scoped)
  const [named, workspace] = [ids, scoped.workspaceId].map(parameters.bind)
  const text = `
    select asked.id as "askedId", ${list}
    from users asked join users on users.id = coalesce(asked.redirect_to_id, asked.id)
    where asked.id = any (${named}::bigint[]) and asked.workspace_id = ${workspace}`
  const rows = await scoped.sql<User & { askedId: string }>({ name: `users_by_ids${name}`, text }, parameters.values)
  return new Map(rows.map((row) => [row.askedId, row]))
}
