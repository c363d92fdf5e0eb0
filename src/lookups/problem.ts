import {
  BudgetError,
  InvalidRequestError,
  ReconnectNeededError,
  RefusedError,
  UnsupportedByProviderError,
  UpstreamCredentialsError,
  type UpstreamError,
} from '../domain/errors.ts'
import type { DeferralReason, LookupDeferred, LookupProblem, LookupProblemClass } from '../domain/lookup.ts'

export function problem(
  problemClass: LookupProblemClass,
  accountId: number | null,
  facts: { readonly retryAt?: Date | null; readonly reconnectUrl?: string | null } = {},
): LookupProblem {
  const { retryAt = null, reconnectUrl = null } = facts
  return { kind: 'PROBLEM', problem: problemClass, accountId, retryAt: retryAt?.toISOString() ?? null, reconnectUrl }
}

export function deferred(because: DeferralReason, retryAt: Date): LookupDeferred {
  return { kind: 'DEFERRED', because, retryAt: retryAt.toISOString(), jobId: null }
}

/** The class of problem that an error of upstream is to whoever asked. */
export function problemClassOf(error: UpstreamError): LookupProblemClass {
  if (error instanceof ReconnectNeededError) return 'RECONNECT_NEEDED'
  if (error instanceof UpstreamCredentialsError) return 'UPSTREAM_CREDENTIALS'
  if (error instanceof UnsupportedByProviderError) return 'UNSUPPORTED'
  const isRefusal =
    error instanceof RefusedError || error instanceof InvalidRequestError || error instanceof BudgetError
  return isRefusal ? 'REFUSED' : 'UNAVAILABLE'
}
