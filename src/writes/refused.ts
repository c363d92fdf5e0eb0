import type { WriteRefusal, WriteRefused } from '../domain/client-write.ts'
import {
  BudgetError,
  InvalidRequestError,
  NotFoundUpstreamError,
  ReconnectNeededError,
  RefusedError,
  UnsupportedByProviderError,
} from '../domain/errors.ts'

const refusalOfType: Readonly<Record<string, WriteRefusal>> = {
  'errors/no_connection_with_recipient': 'NOT_A_CONTACT',
  'errors/invalid_recipient': 'RECIPIENT_UNREACHABLE',
  'errors/blocked_recipient': 'RECIPIENT_UNREACHABLE',
  'errors/user_unreachable': 'RECIPIENT_UNREACHABLE',
  'errors/cannot_invite_attendee': 'RECIPIENT_UNREACHABLE',
  'errors/insufficient_credits': 'INSUFFICIENT_CREDITS',
  'errors/not_allowed_inmail': 'INSUFFICIENT_CREDITS',
  'errors/feature_not_subscribed': 'INSUFFICIENT_CREDITS',
  'errors/cant_send_message': 'CHAT_READ_ONLY',
  'errors/already_connected': 'ALREADY_CONTACT',
  // Only waiting helps, as with a budget, but with this user alone.
  'errors/already_invited_recently': 'REFUSED',
}

/** What upstream's refusal of a write means; null for an error that is none, or leaves open what happened. */
export function refusedBy(error: unknown, accountId: number, now: Date): WriteRefused | null {
  const refused = (refusal: WriteRefusal, type: string | null, retryAfterMs: number | null = null): WriteRefused => ({
    result: 'REFUSED',
    refusal,
    accountId,
    type,
    retryAt: retryAfterMs === null ? null : new Date(now.getTime() + retryAfterMs).toISOString(),
  })
  if (error instanceof BudgetError)
    return refused(refusalOfType[error.type ?? ''] ?? 'BUDGET_SPENT', error.type, error.retryAfterMs)
  if (error instanceof ReconnectNeededError) return refused('RECONNECT_NEEDED', error.type)
  if (error instanceof UnsupportedByProviderError) return refused('NOT_SUPPORTED', error.type)
  if (error instanceof NotFoundUpstreamError) return refused('RECIPIENT_UNREACHABLE', error.type)
  if (error instanceof RefusedError || error instanceof InvalidRequestError)
    return refused(refusalOfType[error.type ?? ''] ?? 'REFUSED', error.type)
  return null
}
