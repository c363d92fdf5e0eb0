import type { AccountStatus } from '../domain/account.ts'
import type { IngestedAccount } from './ingest/accounts.ts'
import type { Sql } from './sql.ts'

const find = {
  name: 'account_by_unipile_id',
  text: `
    select id, unipile_id as "unipileId", provider, name, status from account
    where workspace_id = $1 and unipile_id = $2 and removed_at is null`,
}

/** The connected account with this Unipile ID; null when the workspace has none such. */
export async function findAccount(sql: Sql, workspaceId: number, unipileId: string): Promise<IngestedAccount | null> {
  const [account] = await sql<IngestedAccount>(find, [workspaceId, unipileId])
  return account ?? null
}

const setStatus = {
  name: 'account_set_status',
  text: `
    update account set status = $2, removed_at = case when $2 = 'DELETED' then coalesce(removed_at, now()) end
    where id = $1`,
}

/** Says whether an account can be used; a DELETED one is seen by nobody any more. */
export async function setAccountStatus(sql: Sql, accountId: number, status: AccountStatus): Promise<void> {
  await sql(setStatus, [accountId, status])
}

const findAll = {
  name: 'accounts_of_workspace',
  text: `
    select id, unipile_id as "unipileId", provider, name, status, backfilled_at is not null as "isBackfilled"
    from account where workspace_id = $1 and removed_at is null order by id`,
}

/** The connected accounts of a workspace, and whether the first sync of each is over. */
export function findAccounts(
  sql: Sql,
  workspaceId: number,
): Promise<readonly (IngestedAccount & { readonly isBackfilled: boolean })[]> {
  return sql(findAll, [workspaceId])
}
