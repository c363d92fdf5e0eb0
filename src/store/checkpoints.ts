import type { Checkpoint, SyncStream } from '../domain/sync.ts'
import { recordChanges } from './changes/record-changes.ts'
import { adoptAccountRelationships } from './changes/relationships.ts'
import { lockWorkspaceOf } from './ingest/locks.ts'
import type { Sql } from './sql.ts'

const find = {
  name: 'checkpoints_find',
  text: `
    select stream, state, cursor, rows, requests, started_at as "startedAt", finished_at as "finishedAt",
      last_error as "lastError"
    from sync_checkpoint where account_id = $1`,
}

const save = {
  name: 'checkpoints_save',
  text: `
    insert into sync_checkpoint
      (account_id, stream, state, cursor, rows, requests, started_at, finished_at, last_error, last_error_at)
    values ($1, $2, $3, $4, $5, $6, $7::timestamptz, $8::timestamptz, $9, $10::timestamptz)
    on conflict (account_id, stream) do update set
      state = excluded.state, cursor = excluded.cursor, rows = excluded.rows, requests = excluded.requests,
      started_at = excluded.started_at, finished_at = excluded.finished_at, last_error = excluded.last_error,
      last_error_at = coalesce(excluded.last_error_at, sync_checkpoint.last_error_at)`,
}

const saveFailedAccountList = {
  name: 'checkpoints_account_list_failed',
  text: `
    insert into sync_checkpoint (account_id, stream, state, last_error, last_error_at)
    select id, 'ACCOUNTS', 'FAILED', $2, $3::timestamptz from account
    where workspace_id = $1 and removed_at is null and not (id = any ($4::int[]))
    on conflict (account_id, stream) do update set
      state = excluded.state, last_error = excluded.last_error, last_error_at = excluded.last_error_at`,
}

const finish = {
  name: 'checkpoints_finish',
  text: `
    update account set backfilled_at = $2::timestamptz where id = $1 and backfilled_at is null
    returning workspace_id as "workspaceId"`,
}

const chatsToRead = {
  name: 'checkpoints_chats_to_read',
  text: `
    select unipile_id as "unipileId" from chat c
    where account_id = $1 and (members_read_at is null or members_read_at < $2::timestamptz)
      and (evidence = 'GROUP' or (not $3::boolean and peer_provider_id is not null
        and not exists (select from participant p where p.chat_id = c.id)))
    order by last_activity_at desc nulls last, id limit $4`,
}

/** The account's checkpoints by stream; a stream never begun has none. */
export async function findCheckpoints(sql: Sql, accountId: number): Promise<ReadonlyMap<SyncStream, Checkpoint>> {
  const rows = await sql<Checkpoint>(find, [accountId])
  return new Map(rows.map((row) => [row.stream, row]))
}

/** Saved in the transaction that writes the rows it speaks of, a checkpoint can be neither ahead of them nor behind. */
export async function saveCheckpoint(sql: Sql, accountId: number, at: string, checkpoint: Checkpoint): Promise<void> {
  const { stream, state, cursor, rows, requests, startedAt, finishedAt, lastError } = checkpoint
  const erredAt = lastError === null ? null : at
  await sql(save, [accountId, stream, state, cursor, rows, requests, startedAt, finishedAt, lastError, erredAt])
}

/** Every account of the workspace but those of `readIds` tells that it could not be read from the list, and why. */
export async function saveAccountListFailure(
  sql: Sql,
  workspaceId: number,
  { at, error, readIds = [] }: { at: string; error: string; readIds?: readonly number[] },
): Promise<void> {
  await sql(saveFailedAccountList, [workspaceId, error, at, readIds])
}

/**
 * From now on, that a user is missing from the account's lists means something, and what changes is told one by one.
 * Must run inside a transaction.
 */
export async function markBackfilled(sql: Sql, accountId: number, at: string): Promise<void> {
  await lockWorkspaceOf(sql, accountId)
  const [finished] = await sql<{ workspaceId: number }>(finish, [accountId, at])
  if (!finished) return
  await adoptAccountRelationships(sql, accountId)
  await recordChanges(sql, finished.workspaceId, [{ kind: 'SNAPSHOT_COMPLETED', accountId }])
}

/**
 * Chats whose participants only a request for that one chat tells: groups not read since `since`, and 1-to-1 chats
 * whose other party no list has shown. Gives at most `most`, or all, the latest active first.
 */
export async function findChatsToRead(
  sql: Sql,
  accountId: number,
  { since, onlyGroups = false, most = null }: { since: string; onlyGroups?: boolean; most?: number | null },
): Promise<readonly string[]> {
  const rows = await sql<{ unipileId: string }>(chatsToRead, [accountId, since, onlyGroups, most])
  return rows.map(({ unipileId }) => unipileId)
}
