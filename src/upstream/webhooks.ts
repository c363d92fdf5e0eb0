import { z } from 'zod'
import { flagField, idField, optionalIdField, readBody, textField, textsField } from '../providers/read-body.ts'
import { ask } from './ask.ts'
import type { Send } from './call.ts'
import { type Page, type PageRequest, pageQuery, pageReader } from './page.ts'

/** A webhook as upstream has it, without its headers: these hold the secret that proves a delivery. */
export type WebhookRegistration = {
  readonly webhookId: string
  readonly name: string | null
  /** Upstream's word, open: `messaging`, `users`, `account_status`, … */
  readonly source: string | null
  readonly requestUrl: string
  readonly enabled: boolean
  readonly events: readonly string[]
  /** Empty means all accounts, present and future. */
  readonly accountIds: readonly string[]
}

export type WebhookInput = {
  readonly source: 'messaging' | 'users' | 'account_status'
  readonly requestUrl: string
  readonly name?: string
  /** Sent with each delivery; upstream signs nothing, so a secret belongs here. */
  readonly headers?: readonly { readonly key: string; readonly value: string }[]
  /** Absent means upstream's default for the source. */
  readonly events?: readonly string[]
  /** Absent or empty means all accounts, present and future. */
  readonly accountIds?: readonly string[]
}

const AccountRow = z.object({ id: idField })
const WebhookBody = z.object({
  id: idField,
  name: textField,
  source: textField,
  request_url: z.string(),
  enabled: flagField,
  events: textsField,
  account_ids: z.array(AccountRow).catch([]),
})
const CreatedBody = z.object({ webhook_id: optionalIdField })

const readWebhooks = pageReader(readWebhook)

export function webhookOperations(send: Send) {
  return {
    listWebhooks(request: PageRequest = {}, signal?: AbortSignal): Promise<Page<WebhookRegistration>> {
      return ask(
        send,
        { class: 'STORE_READ', method: 'GET', route: '/webhooks', query: pageQuery(request), accountId: null },
        readWebhooks,
        signal,
      )
    },

    /** A second webhook for the same URL is a second delivery of everything: list before creating. */
    createWebhook(input: WebhookInput, signal?: AbortSignal): Promise<{ readonly webhookId: string | null }> {
      const { source, requestUrl, name, headers, events, accountIds } = input
      const json = { source, request_url: requestUrl, name, headers, events, account_ids: accountIds, format: 'json' }
      return ask(
        send,
        { class: 'WRITE', method: 'POST', route: '/webhooks', json, accountId: null },
        (body) => ({ webhookId: readBody(CreatedBody, body).webhook_id }),
        signal,
      )
    },

    deleteWebhook(webhookId: string, signal?: AbortSignal): Promise<void> {
      return ask(
        send,
        { class: 'WRITE', method: 'DELETE', route: '/webhooks/{webhookId}', params: { webhookId }, accountId: null },
        () => {},
        signal,
      )
    },
  }
}

function readWebhook(body: unknown): WebhookRegistration {
  const webhook = readBody(WebhookBody, body)
  return {
    webhookId: webhook.id,
    name: webhook.name,
    source: webhook.source,
    requestUrl: webhook.request_url,
    enabled: webhook.enabled ?? true,
    events: webhook.events,
    accountIds: webhook.account_ids.map(({ id }) => id),
  }
}
