import type { Change, ChangeKind, ChangeLogRange } from '../../domain/change.ts'
import type { ScopedSql } from '../read/scoped-sql.ts'
import type { Sql } from '../sql.ts'

/** As numbers: JavaScript's are exact up to nine quadrillion changes. */
const changeColumns = `
  sequence::float8 as sequence, kind, account_id as "accountId", user_id as "userId",
  other_user_id as "otherUserId", reason, chat_id as "chatId", message_id as "messageId", source, at, detail`

const after = {
  name: 'changes_after',
  text: `
    select ${changeColumns} from change
    where workspace_id = $1 and sequence > $2::bigint order by change.sequence limit $3`,
}

/** What follows a place in a workspace's log, in order. */
export function findChangesAfter(
  sql: Sql,
  { workspaceId, sequence, limit }: { workspaceId: number; sequence: number; limit: number },
): Promise<readonly Change[]> {
  return sql<Change>(after, [workspaceId, sequence, limit])
}

const seenAfter = {
  name: 'changes_seen_after',
  text: `
    select ${changeColumns} from change
    where workspace_id = $1 and sequence > $2::bigint and kind = any ($4::text[])
      and (account_id is null or account_id = any ($5::int[]))
    order by change.sequence limit $3`,
}

/** The same, of the kinds wanted, as far as the viewer may see it. */
export function findSeenChanges(
  { sql, workspaceId, accountIds }: ScopedSql,
  { sequence, limit, kinds }: { sequence: number; limit: number; kinds: readonly ChangeKind[] },
): Promise<readonly Change[]> {
  return sql<Change>(seenAfter, [workspaceId, sequence, limit, kinds, accountIds])
}

const countSeen = {
  name: 'changes_count_seen',
  text: `
    select count(*)::int as count from change
    where workspace_id = $1 and sequence > $2::bigint and kind = any ($3::text[])
      and (account_id is null or account_id = any ($4::int[]))`,
}

/** How many there are in all. */
export async function countSeenChanges(
  { sql, workspaceId, accountIds }: ScopedSql,
  { sequence, kinds }: { sequence: number; kinds: readonly ChangeKind[] },
): Promise<number> {
  const [row] = await sql<{ count: number }>(countSeen, [workspaceId, sequence, kinds, accountIds])
  return row?.count ?? 0
}

const range = {
  name: 'changes_range',
  text: `
    select last_sequence::float8 as last, pruned_through::float8 as "prunedThrough"
    from change_counter where workspace_id = $1`,
}

/** How far the workspace's log reaches now. */
export async function findChangeLogRange(sql: Sql, workspaceId: number): Promise<ChangeLogRange> {
  const [found] = await sql<ChangeLogRange>(range, [workspaceId])
  return found ?? { last: 0, prunedThrough: 0 }
}

/** The end of the workspace's log: within a transaction, after all that it has written to it. */
export async function findChangeLogEnd(sql: Sql, workspaceId: number): Promise<number> {
  return (await findChangeLogRange(sql, workspaceId)).last
}
