import { Agent, type Dispatcher } from 'undici'
import { InvalidConfigurationError } from '../domain/errors.ts'
import { accountOperations } from './accounts.ts'
import { attendeeOperations } from './attendees.ts'
import type { CallClass } from './call.ts'
import { chatOperations } from './chats.ts'
import { createClient } from './client.ts'
import { parseDsn } from './dsn.ts'
import { invitationOperations } from './invitations.ts'
import { messageOperations } from './messages.ts'
import { type CallReport, observed } from './observed.ts'
import { profileOperations } from './profiles.ts'
import { relationOperations } from './relations.ts'
import { type RetryOptions, retried } from './retried.ts'
import { webhookOperations } from './webhooks.ts'
import { writingOperations } from './writing.ts'

export type UpstreamOptions = {
  /** What the dashboard shows: `https://api1.unipile.com:13111`, with or without scheme, slash or `/api/v1`. */
  readonly baseUrl: string
  readonly apiKey: string
  /** Milliseconds for a whole call, by class. */
  readonly timeoutMs?: Partial<Readonly<Record<CallClass, number>>>
  readonly retry?: Partial<RetryOptions>
  /** A larger body counts as one that cannot be read. */
  readonly maxBodyBytes?: number
  /** Told about each request, retries one by one. */
  readonly onCall?: (report: CallReport) => void
  /** Sends the bytes; absent, connections are kept alive until disposal. */
  readonly dispatcher?: Dispatcher
  readonly now?: () => number
}

const defaultTimeoutMs: Readonly<Record<CallClass, number>> = {
  STORE_READ: 15_000,
  LIVE_LOOKUP: 30_000,
  WRITE: 60_000,
}

const defaultRetry: RetryOptions = {
  attempts: { STORE_READ: 3, LIVE_LOOKUP: 2 },
  baseDelayMs: 250,
  maxRetryAfterMs: 5_000,
}

export type Upstream = ReturnType<typeof createUpstream>

/** The REST API as typed operations. They reject with an `UpstreamError`, or with the reason of an aborted signal. */
export function createUpstream(options: UpstreamOptions) {
  const { apiKey, timeoutMs, retry, maxBodyBytes = 16 * 1024 * 1024, onCall = () => {}, now = Date.now } = options
  const root = parseDsn(options.baseUrl)
  if (!/^[\x21-\x7e]+$/.test(apiKey))
    throw new InvalidConfigurationError('The upstream API key is not one line of text')

  // Connections idle for longer than undici's few seconds risk that a write meets one being closed.
  const agent = new Agent({ connections: 32 })
  const client = createClient({
    root,
    apiKey,
    timeoutMs: { ...defaultTimeoutMs, ...timeoutMs },
    maxBodyBytes,
    dispatcher: options.dispatcher ?? agent,
    now,
  })
  const send = retried(observed(client, { onCall, now }), { ...defaultRetry, ...retry })

  return {
    ...accountOperations(send),
    ...attendeeOperations(send),
    ...chatOperations(send),
    ...messageOperations(send),
    ...relationOperations(send),
    ...profileOperations(send),
    ...writingOperations(send),
    ...invitationOperations(send),
    ...webhookOperations(send),

    async [Symbol.asyncDispose](): Promise<void> {
      await agent.close()
    },
  }
}
