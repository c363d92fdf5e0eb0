import type { Client } from 'pg'
import type { WorldAccount } from './accounts.ts'
import { observedAt, providerNames, unipileId } from './expressions.ts'

/** The workspace, and its accounts with everything read. */
export async function insertAccounts(client: Client, accounts: readonly WorldAccount[]): Promise<void> {
  await client.query(`insert into workspace (id, key, name) values (1, 'world', 'World')`)
  for (const { id, provider, firstAttendeeId } of accounts) {
    await client.query(`
      insert into account (id, workspace_id, unipile_id, provider, name, status, products, owner_provider_id,
        connected_at, backfilled_at)
      values (${id}, 1, ${unipileId('account', String(id))}, '${provider}', 'Account ${id}', 'OK',
        ${provider === 'LINKEDIN' ? `array['CLASSIC']` : `'{}'`},
        ${providerNames[provider].internalId(`${firstAttendeeId}::bigint`)}, ${observedAt} - interval '1 year', ${observedAt})`)
  }
}
