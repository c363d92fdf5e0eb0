import { z } from 'zod'
import type { AccountStatus } from '../domain/account.ts'
import type { WebhookEvent } from '../domain/webhook-event.ts'
import { readAccountStatus } from './read-account.ts'
import { idField } from './read-body.ts'

/** A delivery has one key; the notification of the hosted login page is flat and has another word for the same. */
const StatusBody = z.union([
  z
    .object({ AccountStatus: z.object({ account_id: idField, message: z.string() }) })
    .transform(({ AccountStatus }) => AccountStatus),
  z
    .object({ account_id: idField, status: z.string(), event: z.undefined().optional() })
    .transform(({ account_id, status }) => ({ account_id, message: status })),
])

/** Words that only webhooks use. An account reads its past from its creation until SYNC_SUCCESS. */
const statuses: ReadonlyMap<string, AccountStatus> = new Map([
  ['CREATION_SUCCESS', 'CONNECTING'],
  ['RECONNECTED', 'OK'],
  ['SYNC_SUCCESS', 'OK'],
  ['DELETED', 'DELETED'],
])

/** What a delivery says of an account's status; null when it is about something else. */
export function readStatusEvent(body: unknown): WebhookEvent | null {
  const { data } = StatusBody.safeParse(body)
  if (data === undefined) return null
  const { account_id, message: word } = data
  const status = statuses.get(word) ?? readAccountStatus(word)
  return { kind: 'ACCOUNT_STATUS', accountUnipileId: account_id, status, word }
}
