import type { Identifier } from '../../domain/identifier.ts'
import { identifierKey } from '../../domain/identifier-key.ts'
import type { Sql } from '../sql.ts'

const save = {
  name: 'lookups_save_missing',
  text: `
    insert into lookup_missing as m (account_id, key, at, revision)
    select $1, key, $3, 1 from unnest($2::text[]) as key
    on conflict (account_id, key) do update set at = excluded.at, revision = m.revision + 1`,
}

/** Remembers that the provider has nobody by these names, which are of one user. */
export async function saveMissing(
  sql: Sql,
  accountId: number,
  names: readonly Identifier[],
  at: string,
): Promise<void> {
  await sql(save, [accountId, [...new Set(names.map(identifierKey))], at])
}
