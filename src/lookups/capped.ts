import type { LookupLayer } from '../domain/lookup.ts'
import { deferred } from './problem.ts'

/** Lets one operation ask about no more subjects than it may; the others can be asked about by the next operation. */
export function capped({ now }: { readonly now: () => Date }): LookupLayer {
  return (next) => async (question) => {
    const { operation } = question
    if (operation.lookups >= operation.maxLookups) return deferred('OPERATION_CAP', now())
    operation.lookups += 1
    return next(question)
  }
}
