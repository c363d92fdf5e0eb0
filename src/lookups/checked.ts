import { type LookupLayer, providerOf } from '../domain/lookup.ts'
import { problem } from './problem.ts'

/** Refuses, before anything is read, questions about somebody at another network than the accounts are on. */
export function checked(): LookupLayer {
  return (next) => async (question) => {
    const { accounts, subject } = question
    const able = accounts.filter(({ provider }) => provider === providerOf(subject))
    const [first] = accounts
    return first && able.length === 0 ? problem('OTHER_PROVIDER', first.id) : next({ ...question, accounts: able })
  }
}
