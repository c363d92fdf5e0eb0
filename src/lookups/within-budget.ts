import { BudgetError } from '../domain/errors.ts'
import type { LookupAnswer, LookupLayer } from '../domain/lookup.ts'
import type { Budgets } from './budgets.ts'
import { deferred, problem } from './problem.ts'

/** Takes each question from the budget of its account and method, and closes the budget when the provider pushes back. */
export function withinBudget(budgets: Budgets): LookupLayer {
  return (next) => async (question) => {
    const [account] = question.accounts
    const method = question.target?.method
    if (!account || !method) return problem('UNSUPPORTED', account?.id ?? null)

    const retryAt = await budgets.spend(account, method)
    if (retryAt) return deferred('BUDGET', retryAt)
    try {
      const answer = await next(question)
      if (isPartial(answer)) await budgets.close(account, method, 'THROTTLED')
      return answer
    } catch (error) {
      if (!(error instanceof BudgetError)) throw error
      return deferred('BUDGET', await budgets.close(account, method, 'REFUSED', error.retryAfterMs))
    }
  }
}

function isPartial(answer: LookupAnswer): boolean {
  return answer.kind === 'FOUND' && (answer.profile?.missingSections.length ?? 0) > 0
}
