import type { ScopedSql } from './scoped-sql.ts'

const byAccounts = {
  name: 'owners_by_accounts',
  text: `
    select distinct on (account_id) account_id as "accountId", user_id as "userId" from attendee
    where account_id = any ($1::int[]) and account_id = any ($2::int[]) and is_self order by account_id, id`,
}

/** The user of each account's own attendee, for accounts that list it. */
export function findOwners(
  { sql, accountIds }: ScopedSql,
  asked: readonly number[],
): Promise<readonly { readonly accountId: number; readonly userId: string }[]> {
  return sql(byAccounts, [asked, accountIds])
}
