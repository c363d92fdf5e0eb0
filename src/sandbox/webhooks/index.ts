import { setTimeout as sleep } from 'node:timers/promises'
import type { Delivery, Happening } from '../world/happening.ts'
import { formatOpaqueId } from '../world/opaque-id.ts'
import { accountOfHappening, payloadOf } from './payload.ts'
import { isInterested, type Subscription, type Webhook } from './subscription.ts'

/** What became of telling one webhook of one thing. */
export type LoggedDelivery = {
  readonly webhookId: string
  readonly event: string
  readonly body: unknown
  /** The status of each attempt; null where there was no answer in time. */
  readonly attempts: (number | null)[]
  state: 'PENDING' | 'DELIVERED' | 'GIVEN_UP'
}

export type WebhookOptions = {
  /** How long a receiver may take to answer 200. */
  readonly timeoutMs?: number
  /** The pauses before the second and later attempts. */
  readonly retryDelaysMs?: readonly number[]
  /** `form` is what the API sends unless a header says otherwise: a form's type on a JSON body. */
  readonly contentType?: 'form' | 'json'
}

/** The webhooks that are subscribed, and the word that goes out to them. */
export type Webhooks = {
  readonly create: (subscription: Subscription) => Webhook
  readonly list: () => readonly Webhook[]
  /** False when there is no such webhook. */
  readonly remove: (id: string) => boolean
  readonly publish: (happening: Happening, delivery?: Delivery) => void
  /** The latest deliveries, oldest first. */
  readonly deliveries: LoggedDelivery[]
  /** When all that is on its way has arrived or has been given up. */
  readonly settled: () => Promise<void>
  /** Stops what is on its way. */
  readonly close: () => void
}

const capacity = 1000

/** No webhooks yet; `origin` is where the pictures that payloads link to can be fetched. */
export function createWebhooks(origin: () => string, options: WebhookOptions = {}): Webhooks {
  const { timeoutMs = 30_000, retryDelaysMs = [1_000, 5_000, 15_000, 60_000], contentType = 'form' } = options
  const webhooks = new Map<string, Webhook>()
  const deliveries: LoggedDelivery[] = []
  const underWay = new Set<Promise<void>>()
  const closing = new AbortController()
  let count = 0

  function create(subscription: Subscription): Webhook {
    const webhook = { ...subscription, id: formatOpaqueId('webhook', count) }
    count += 1
    webhooks.set(webhook.id, webhook)
    return webhook
  }

  function publish(happening: Happening, { times = 1, delayMs = 0 }: Delivery = {}): void {
    const account = accountOfHappening(happening)
    for (const webhook of webhooks.values()) {
      if (!isInterested(webhook, happening.event, account.id)) continue
      const body = payloadOf(happening, webhook, origin())
      for (let time = 0; time < times; time += 1) {
        const delivery = start(webhook, happening.event, body, delayMs).finally(() => underWay.delete(delivery))
        underWay.add(delivery)
      }
    }
  }

  async function start(webhook: Webhook, event: string, body: unknown, delayMs: number): Promise<void> {
    const delivery: LoggedDelivery = { webhookId: webhook.id, event, body, attempts: [], state: 'PENDING' }
    deliveries.push(delivery)
    if (deliveries.length > capacity) deliveries.shift()
    for (const pauseMs of [delayMs, ...retryDelaysMs]) {
      if (pauseMs > 0) await sleep(pauseMs, undefined, { signal: closing.signal }).catch(() => undefined)
      if (closing.signal.aborted) return
      const status = await post(webhook, JSON.stringify(body))
      delivery.attempts.push(status)
      if (status === 200) {
        delivery.state = 'DELIVERED'
        return
      }
    }
    delivery.state = 'GIVEN_UP'
  }

  async function post({ requestUrl, headers }: Webhook, body: string): Promise<number | null> {
    const type = contentType === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'
    try {
      const response = await fetch(requestUrl, {
        method: 'POST',
        headers: new Headers([
          ['user-agent', 'axios/1.7.7'],
          ...(headers.some(({ key }) => key.toLowerCase() === 'content-type') ? [] : [['content-type', type] as const]),
          ...headers.map(({ key, value }) => [key, value] as const),
        ] as [string, string][]),
        body,
        redirect: 'manual',
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]),
      })
      await response.body?.cancel()
      return response.status
    } catch {
      return null
    }
  }

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay)
  }

  return {
    create,
    list: () => [...webhooks.values()],
    remove: (id) => webhooks.delete(id),
    publish,
    deliveries,
    settled,
    close: () => closing.abort(),
  }
}
