import type { Account, Viewer } from '../domain/account.ts'

/** Finds the viewer's accounts, which are in memory already; one that is not theirs is no account. */
export function createAccountById({ accounts }: Viewer): (id: number) => Account | null {
  const byId = new Map(accounts.map((account) => [account.id, account]))
  return (id) => byId.get(id) ?? null
}
