import type { Viewer } from '../../domain/account.ts'
import type { Sql } from '../sql.ts'

/** Statements on behalf of one viewer: each names its workspace and accounts, so nobody else's rows can be found. */
export type ScopedSql = {
  readonly sql: Sql
  readonly workspaceId: number
  readonly accountIds: readonly number[]
}

export function scopedSql(sql: Sql, { workspaceId, accounts }: Viewer): ScopedSql {
  return { sql, workspaceId, accountIds: accounts.map(({ id }) => id) }
}
