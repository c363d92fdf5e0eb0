import type { Sql } from '../sql.ts'

const lockIdentities = { name: 'ingest_users_lock', text: 'select pg_advisory_xact_lock(71401, $1)' }

const lockOfAccount = {
  name: 'ingest_account_lock',
  text: 'select pg_advisory_xact_lock(71401, workspace_id) from account where id = $1',
}

/**
 * Writes about the people of one workspace queue behind each other: two of them never join the same users at once, and
 * each sees what the one before it told the change log. To be taken before any row is written.
 */
export async function lockWorkspace(sql: Sql, workspaceId: number): Promise<void> {
  await sql(lockIdentities, [workspaceId])
}

/** The same for the workspace that an account is in. */
export async function lockWorkspaceOf(sql: Sql, accountId: number): Promise<void> {
  await sql(lockOfAccount, [accountId])
}

const lockMessagesOf = { name: 'ingest_messages_lock', text: 'select pg_advisory_xact_lock(71403, $1)' }

/**
 * Writes of one account's messages queue behind each other, so that two of them never wait for each other's rows. To be
 * taken after the workspace's lock by who takes both.
 */
export async function lockMessages(sql: Sql, accountId: number): Promise<void> {
  await sql(lockMessagesOf, [accountId])
}
