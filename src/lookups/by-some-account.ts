import type { LookupAccount, LookupAnswer, LookupLayer } from '../domain/lookup.ts'
import type { Budgets } from './budgets.ts'
import { problem } from './problem.ts'

export type BySomeAccountOptions = {
  readonly budgets: Budgets
  /** Where the owner of an account can log in again; null when there is no such page. */
  readonly reconnectUrl: (account: LookupAccount) => string | null
}

/**
 * Asks through one of the accounts: the one with the largest part of its budget left. Another is tried only where the
 * first could not be asked at all, so one question is still one call.
 */
export function bySomeAccount({ budgets, reconnectUrl }: BySomeAccountOptions): LookupLayer {
  return (next) => async (question) => {
    const usable = question.accounts.filter(({ status }) => status === 'OK' || status === 'UNKNOWN')
    const [first] = question.accounts
    if (usable.length === 0) return first ? unusable(first) : problem('UNKNOWN_ACCOUNT', null)

    let answer: LookupAnswer | null = null
    for (const account of await budgets.mostLeftFirst(usable, question.target?.method ?? 'PROFILE')) {
      const latest = await next({ ...question, accounts: [account] })
      if (!couldNotAsk(latest)) return latest
      answer = answer ? sooner(answer, latest) : latest
    }
    return answer ?? problem('UNKNOWN_ACCOUNT', null)
  }

  function unusable(account: LookupAccount): LookupAnswer {
    return account.status === 'RECONNECT_NEEDED'
      ? problem('RECONNECT_NEEDED', account.id, { reconnectUrl: reconnectUrl(account) })
      : problem('ACCOUNT_UNAVAILABLE', account.id)
  }
}

function couldNotAsk(answer: LookupAnswer): boolean {
  return answer.kind === 'DEFERRED' || (answer.kind === 'PROBLEM' && answer.problem === 'RECONNECT_NEEDED')
}

/** Of two refusals the one that ends first; one that nobody can date ends last. */
function sooner(one: LookupAnswer, other: LookupAnswer): LookupAnswer {
  if (one.kind !== 'DEFERRED') return other
  return other.kind === 'DEFERRED' && other.retryAt < one.retryAt ? other : one
}
