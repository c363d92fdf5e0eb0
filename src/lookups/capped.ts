import type { LookupLayer } from '../domain/lookup.ts'
import { deferred } from './problem.ts'

/**
 * Lets one operation ask about no more subjects than it may; the others can be asked about by the next operation. Where
 * nobody could be asked after all, the next of this one can.
 */
export function capped({ now }: { readonly now: () => Date }): LookupLayer {
  return (next) => async (question) => {
    const { operation, subject } = question
    if (operation.lookups >= operation.maxLookups) return deferred('OPERATION_CAP', now())
    operation.lookups += 1
    const answer = await next(question)
    const isUnmet = answer.kind === 'DEFERRED' || answer.kind === 'PROBLEM'
    if (isUnmet && !operation.upstreamCalls.some((call) => call.subject === subject)) operation.lookups -= 1
    return answer
  }
}
