import type { LookupLayer } from '../domain/lookup.ts'
import { chooseTarget } from './names.ts'
import { problem } from './problem.ts'

/** Chooses the name to ask upstream by. Subjects that upstream can't be asked about go no further. */
export function targeted(): LookupLayer {
  return (next) => async (question) => {
    const [account] = question.accounts
    if (!account) return problem('UNKNOWN_ACCOUNT', null)
    const target = chooseTarget(question)
    return target ? next({ ...question, target }) : problem('UNSUPPORTED', account.id)
  }
}
