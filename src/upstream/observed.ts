import { AcquaintError, UpstreamError } from '../domain/errors.ts'
import type { Call, CallClass, Send } from './call.ts'

/** One request to upstream, once it is over. Each attempt is one. Holds nothing secret. */
export type CallReport = {
  readonly method: Call['method']
  /** The path with its parameters unfilled. */
  readonly route: string
  readonly accountId: string | null
  readonly class: CallClass
  /** Null when there was no answer. */
  readonly status: number | null
  readonly durationMs: number
  /** OK, ABORTED by the caller, or the code of the error. */
  readonly outcome: string
}

/** Tells `onCall` about each call that goes through, for logs and counters. */
export function observed(
  send: Send,
  { onCall, now }: { readonly onCall: (report: CallReport) => void; readonly now: () => number },
): Send {
  return async (call, signal) => {
    const startedAt = now()
    const report = (status: number | null, outcome: string) =>
      onCall({
        method: call.method,
        route: call.route,
        accountId: call.accountId,
        class: call.class,
        status,
        durationMs: now() - startedAt,
        outcome,
      })
    try {
      const answer = await send(call, signal)
      report(answer.status, 'OK')
      return answer
    } catch (error) {
      const status = error instanceof UpstreamError ? error.status : null
      report(status, error instanceof AcquaintError ? error.code : signal?.aborted ? 'ABORTED' : 'INTERNAL')
      throw error
    }
  }
}
