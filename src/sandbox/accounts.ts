import type { Call, Context } from './endpoint.ts'
import { notFound, Problem } from './problem.ts'
import type { Account } from './world/types.ts'

/** The account of an id; a Problem when there is none. */
export function findAccount({ world }: Context, id: string): Account {
  const account = world.findAccount(id)
  if (!account) throw notFound('Account')
  return account
}

/** The accounts that a comma-separated filter names; null without a filter. */
export function filteredAccounts(context: Context, filter: string | undefined): readonly Account[] | null {
  return filter === undefined ? null : filter.split(',').map((id) => findAccount(context, id))
}

/** The account of a call that must name one in its query. */
export function requiredAccount(context: Context, { query }: Call): Account {
  const id = query.get('account_id')
  if (!id) throw new Problem('invalid_parameters', '/account_id Required property')
  return findAccount(context, id)
}
