import { UpstreamError, UpstreamUnavailableError } from '../domain/errors.ts'
import { type Call, callFacts } from './call.ts'
import { UnreadableAnswerError } from './read-answer.ts'
import { unclearError } from './refusal.ts'

type Circumstances = {
  /** The caller's own signal. */
  readonly signal: AbortSignal | undefined
  readonly timedOut: boolean
  readonly timeoutMs: number
}

/** Failures to connect: nothing was sent, so even a write has certainly not happened. */
const notSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/**
 * What to throw for whatever ended a call. A read that its caller gave up on rejects with the reason of the caller's
 * signal; a write that went out stays indeterminate, whoever gave up.
 */
export function failedCallError(call: Call, error: unknown, { signal, timedOut, timeoutMs }: Circumstances): unknown {
  if (error instanceof UpstreamError) return error
  if (signal?.aborted) {
    return call.class === 'WRITE' ? unclearError(call, 'was given up', 'NETWORK', { cause: error }) : signal.reason
  }
  if (timedOut) return unclearError(call, `got no whole answer in ${timeoutMs} ms`, 'TIMEOUT')
  if (error instanceof UnreadableAnswerError) {
    return unclearError(call, `answered ${error.status} with ${error.message}`, 'BODY', { status: error.status })
  }
  const code = networkCode(error)
  if (code === null) return error
  return notSent.has(code)
    ? new UpstreamUnavailableError(`could not connect (${code})`, callFacts(call), 'NETWORK', { cause: error })
    : unclearError(call, `lost its connection (${code})`, 'NETWORK', { cause: error })
}

/** The code of a network failure; null for an error that is no such thing, and so a bug of ours. */
function networkCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
