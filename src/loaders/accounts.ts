import type { Account, Viewer } from '../domain/account.ts'

/** A viewer is there for many requests. */
const known = new WeakMap<Viewer['accounts'], ReadonlyMap<number, Account>>()

/** Finds the viewer's accounts, which are in memory already; one that is not theirs is no account. */
export function createAccountById({ accounts }: Viewer): (id: number) => Account | null {
  const byId = known.get(accounts) ?? new Map(accounts.map((account) => [account.id, account]))
  known.set(accounts, byId)
  return (id) => byId.get(id) ?? null
}
