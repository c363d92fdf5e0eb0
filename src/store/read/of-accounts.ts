import type { Source } from '../rendered/selection.ts'
import type { Parameters } from './parameters.ts'

/** A page of each account's rows, which `pageOf` selects in order. That of one account alone is all there is to put together. */
export function ofAccounts(
  table: string,
  accountIds: readonly number[],
  { bind }: Parameters,
  pageOf: (accountId: string) => string,
): Source {
  const [only, ...others] = accountIds
  if (only !== undefined && others.length === 0) {
    return { sql: `(${pageOf(`${bind(only)}::int`)}) ${table}`, isOrdered: true }
  }
  const each = `unnest(${bind(accountIds)}::int[]) as account (id)`
  return { sql: `${each} cross join lateral (${pageOf('account.id')}) ${table}`, isOrdered: false }
}
