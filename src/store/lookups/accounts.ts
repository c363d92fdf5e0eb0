import type { LookupAccount } from '../../domain/lookup.ts'
import type { Sql } from '../sql.ts'

const all = {
  name: 'lookups_accounts',
  text: `
    select id, unipile_id as "unipileId", provider, status from account
    where workspace_id = $1 and removed_at is null order by id`,
}

const markReconnect = {
  name: 'lookups_reconnect_needed',
  text: `update account set status = 'RECONNECT_NEEDED' where id = $1 and status = 'OK'`,
}

/** The workspace's connected accounts. */
export function findLookupAccounts(sql: Sql, workspaceId: number): Promise<readonly LookupAccount[]> {
  return sql<LookupAccount>(all, [workspaceId])
}

/** Notes that the provider has logged the account out, until upstream's account list says otherwise. */
export async function markReconnectNeeded(sql: Sql, accountId: number): Promise<void> {
  await sql(markReconnect, [accountId])
}
