import { BudgetsUnavailableError } from '../domain/errors.ts'
import type { LookupLayer } from '../domain/lookup.ts'
import { deferred } from './problem.ts'

const uncountedMs = 5_000

/** Defers what can't be counted: nobody is asked while it can't be told whether the budget has room. */
export function counted({ now }: { readonly now: () => Date }): LookupLayer {
  return (next) => async (question) => {
    try {
      return await next(question)
    } catch (error) {
      if (!(error instanceof BudgetsUnavailableError)) throw error
      return deferred('UNCOUNTED', new Date(now().getTime() + uncountedMs))
    }
  }
}
