import type { LookupLayer, LookupProblemClass, LookupQuestion } from '../domain/lookup.ts'
import { problem } from './problem.ts'

/** Refuses questions that no account could ask, before anything is read. */
export function checked(): LookupLayer {
  return (next) => async (question) => {
    const refusal = refusalOf(question)
    return refusal ? problem(refusal, question.accounts[0]?.id ?? null) : next(question)
  }
}

function refusalOf({ accounts, subject, policy }: LookupQuestion): LookupProblemClass | null {
  if (accounts.length === 0) return policy.kind === 'NEVER' ? null : 'UNKNOWN_ACCOUNT'
  if (!('identifier' in subject)) return null
  return accounts.some(({ provider }) => provider !== subject.identifier.provider) ? 'OTHER_PROVIDER' : null
}
