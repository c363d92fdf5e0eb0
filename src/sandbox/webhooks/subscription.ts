import { z } from 'zod'

const pair = z.object({ key: z.string(), value: z.string() })

/** The body of `POST /webhooks`. */
export const SubscriptionBody = z.object({
  source: z.enum(['messaging', 'users', 'account_status', 'email', 'email_tracking', 'calendar_event']),
  request_url: z.url(),
  name: z.string().optional(),
  format: z.enum(['json', 'form']).default('json'),
  account_ids: z.array(z.string()).default([]),
  enabled: z.boolean().default(true),
  headers: z.array(pair).default([]),
  events: z.array(z.string()).optional(),
  data: z.array(z.object({ name: z.string(), key: z.string() })).default([]),
})

/** What somebody wants to be told of. */
export type Subscription = {
  readonly source: string
  readonly requestUrl: string
  readonly name: string | null
  readonly format: 'json' | 'form'
  /** Empty is all accounts, those to come included. */
  readonly accountIds: readonly string[]
  readonly isEnabled: boolean
  readonly headers: readonly { readonly key: string; readonly value: string }[]
  /** The events wanted of the source; null is the source's default. */
  readonly events: readonly string[] | null
  /** When there are any, the fields sent and the names they are sent under. */
  readonly data: readonly { readonly name: string; readonly key: string }[]
}

export type Webhook = Subscription & { readonly id: string }

const sources: Readonly<Record<string, { readonly byDefault: readonly string[]; readonly all: readonly string[] }>> = {
  messaging: {
    byDefault: ['message_received'],
    all: [
      'message_received',
      'message_read',
      'message_reaction',
      'message_edited',
      'message_deleted',
      'message_delivered',
    ],
  },
  users: { byDefault: ['new_relation'], all: ['new_relation'] },
  account_status: { byDefault: ['account_status'], all: ['account_status'] },
}

/** Whether a webhook is to be told of an event of an account. */
export function isInterested(
  { source, events, accountIds, isEnabled }: Webhook,
  event: string,
  accountId: string,
): boolean {
  const offered = sources[source]
  if (!isEnabled || !offered?.all.includes(event)) return false
  // Account statuses are one event to the API, whatever a subscription calls them.
  const isWanted = source === 'account_status' || (events ?? offered.byDefault).includes(event)
  return isWanted && (accountIds.length === 0 || accountIds.includes(accountId))
}
