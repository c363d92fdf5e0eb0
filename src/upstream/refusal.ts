import {
  BudgetError,
  IndeterminateWriteError,
  InvalidRequestError,
  NotFoundUpstreamError,
  ReconnectNeededError,
  RefusedError,
  type UnavailableReason,
  UnsupportedByProviderError,
  UpstreamCredentialsError,
  type UpstreamError,
  UpstreamUnavailableError,
} from '../domain/errors.ts'
import { type Call, callFacts } from './call.ts'

/** 401 is said of our key as well as of an account; these words speak of the key. */
const keyTypes = new Set(['errors/missing_credentials', 'errors/unauthorized', 'errors/not_authorized'])

/** 422 that only waiting helps. */
const budgetTypes = new Set([
  'errors/limit_exceeded',
  'errors/cannot_resend_yet',
  'errors/cannot_resend_within_24hrs',
  'errors/already_invited_recently',
])

/** 422 that is about reaching the provider, not about what was asked. */
const outageTypes = new Set(['errors/provider_unreachable', 'errors/realtime_client_not_initialized'])

/** Only upstream knows this, and has a word for it: the page of a proxy between proves nothing. */
const upstreamOnly = new Set([404, 501])

export type Refusal = {
  readonly status: number
  readonly type: string | null
  readonly retryAfterMs: number | null
}

/** The error for an answer that is no success. */
export function refusalError(call: Call, { status, type, retryAfterMs }: Refusal): UpstreamError {
  const facts = callFacts(call, status, type)
  const what = `answered ${status}${type === null ? '' : ` ${type}`}`
  const isUnclear = type === null ? upstreamOnly.has(status) : outageTypes.has(type)
  if (isUnclear) return unclearError(call, what, 'STATUS', { status, type })
  switch (status) {
    case 401:
      return type === null || keyTypes.has(type)
        ? new UpstreamCredentialsError(`${what}: the API key is not accepted`, facts)
        : new ReconnectNeededError(`${what}: the account’s owner must log in again`, facts)
    case 404:
      return new NotFoundUpstreamError(what, facts)
    case 425:
      return new UpstreamUnavailableError(what, facts, 'STATUS')
    case 429:
      return new BudgetError(what, facts, retryAfterMs)
    case 402:
    case 403:
    case 409:
      return new RefusedError(what, facts)
    case 422:
      return type !== null && budgetTypes.has(type)
        ? new BudgetError(what, facts, retryAfterMs)
        : new RefusedError(what, facts)
    case 501:
      return new UnsupportedByProviderError(what, facts)
    default:
      return status >= 400 && status < 500 && status !== 408
        ? new InvalidRequestError(what, facts)
        : unclearError(call, what, 'STATUS', { status, type })
  }
}

/** The error when nobody can say what became of the call: harmless for a read, not for a write. */
export function unclearError(
  call: Call,
  what: string,
  reason: UnavailableReason,
  { status = null, type = null, cause }: { status?: number | null; type?: string | null; cause?: unknown } = {},
): UpstreamError {
  const facts = callFacts(call, status, type)
  const options = cause === undefined ? {} : { cause }
  return call.class === 'WRITE'
    ? new IndeterminateWriteError(`${what}; the write may have happened`, facts, options)
    : new UpstreamUnavailableError(what, facts, reason, options)
}
