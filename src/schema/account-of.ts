import type { Account } from '../domain/account.ts'
import type { Context } from './context.ts'

/** The account that a row belongs to. It is always there: only rows of the viewer's accounts are ever read. */
export function accountOf({ loaders }: Context, accountId: number | null): Account {
  const account = accountId === null ? null : loaders.accountById(accountId)
  if (!account) throw new Error(`A row of account ${accountId} was read on behalf of somebody else`)
  return account
}
