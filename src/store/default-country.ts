import type { Sql } from './sql.ts'

const set = {
  name: 'account_set_default_country',
  text: `update account set default_country = $3 where workspace_id = $1 and id = $2`,
}

/** Says which country's national phone numbers are meant on an account; null for none. */
export async function setDefaultCountry(
  sql: Sql,
  { workspaceId, accountId, country }: { workspaceId: number; accountId: number; country: string | null },
): Promise<void> {
  await sql(set, [workspaceId, accountId, country])
}
