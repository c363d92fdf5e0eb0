import { ReconnectNeededError, UpstreamError } from '../domain/errors.ts'
import type { LookupAccount, LookupLayer } from '../domain/lookup.ts'
import { problem, problemClassOf } from './problem.ts'

export type ToldAsProblemsOptions = {
  readonly reconnectUrl: (account: LookupAccount) => string | null
  /** Told once when a provider has logged an account out. */
  readonly onReconnectNeeded: (account: LookupAccount) => Promise<void>
}

/** Turns what upstream refused into an answer. It is never stored: the next question asks again. */
export function toldAsProblems({ reconnectUrl, onReconnectNeeded }: ToldAsProblemsOptions): LookupLayer {
  return (next) => async (question) => {
    try {
      return await next(question)
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      const [account] = question.accounts
      if (!account || !(error instanceof ReconnectNeededError))
        return problem(problemClassOf(error), account?.id ?? null)
      await onReconnectNeeded(account)
      return problem('RECONNECT_NEEDED', account.id, { reconnectUrl: reconnectUrl(account) })
    }
  }
}
