import { createHash, randomUUID } from 'node:crypto'
import DataLoader from 'dataloader'
import type { Receipt } from '../domain/delivery.ts'
import type { WebhookEvent } from '../domain/webhook-event.ts'
import { readJson } from '../providers/read-json.ts'
import { readWebhookEvent } from '../providers/read-webhook.ts'
import type { Sql } from '../store/sql.ts'
import { type NewDelivery, takeInDeliveries } from '../store/webhooks/take-in.ts'

export type ReceiveOptions = {
  readonly workspaceId: number
  readonly sql: Sql
  readonly now: () => Date
  /** Told when there is something new to apply. */
  readonly onStored: () => void
}

const storedAtOnce = 500

/**
 * Takes in the raw body of a delivery, whatever type it was sent under. Resolves once it is stored; rejects when it
 * can't be, so that upstream delivers it again.
 */
export function createReceiver({ workspaceId, sql, now, onStored }: ReceiveOptions) {
  /** One that can't be stored must not keep the others from it. */
  async function store(deliveries: readonly NewDelivery[]): Promise<(boolean | Error)[]> {
    try {
      return [...(await takeInDeliveries(sql, workspaceId, deliveries, now().toISOString()))]
    } catch (error) {
      if (deliveries.length > 1) return (await Promise.all(deliveries.map((delivery) => store([delivery])))).flat()
      return [error instanceof Error ? error : new Error(String(error))]
    }
  }

  let storing: Promise<unknown> = Promise.resolve()
  async function storeAll(deliveries: readonly NewDelivery[]): Promise<(boolean | Error)[]> {
    const results = store(deliveries)
    storing = results
    const stored = await results
    if (stored.includes(true)) onStored()
    return stored
  }

  const loader = new DataLoader(storeAll, {
    cache: false,
    maxBatchSize: storedAtOnce,
    // What arrives while others are being stored is stored together after them.
    batchScheduleFn: (dispatch) => void storing.then(() => setImmediate(dispatch)),
    name: 'storedDelivery',
  })

  return async (body: string): Promise<Receipt> => {
    const parsed = parse(body)
    if (!parsed) return 'MALFORMED'
    const isNew = await loader.load(describe(readWebhookEvent(parsed), body, now().toISOString()))
    return isNew ? 'STORED' : 'DUPLICATE'
  }
}

function parse(body: string): object | null {
  try {
    const value = readJson(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

function describe(event: WebhookEvent, body: string, receivedAt: string): NewDelivery {
  const isOurs = event.kind !== 'UNKNOWN' && event.kind !== 'UNREADABLE'
  return {
    dedupeKey: dedupeKey(event, body),
    event: isOurs ? event.kind : event.event,
    accountUnipileId: accountOf(event),
    body: body.replaceAll('\0', ''),
    outcome: isOurs ? 'PENDING' : event.kind === 'UNKNOWN' ? 'IGNORED' : 'UNREADABLE',
    echo: event.kind === 'MESSAGE_RECEIVED' && event.isEcho,
    happenedAt: event.kind === 'MESSAGE_RECEIVED' ? event.message.sentAt.toISOString() : receivedAt,
  }
}

/**
 * Deliveries have no id of their own. A message is told once, and a relation each time it begins, in the same words; what
 * becomes of a message is told apart by the whole body, and may come again, as nothing in it dates the change; an account
 * may well get the same status again.
 */
function dedupeKey(event: WebhookEvent, body: string): string {
  switch (event.kind) {
    case 'MESSAGE_RECEIVED':
      return `message:${event.message.accountUnipileId}:${event.message.unipileId}`
    case 'NEW_RELATION':
      return `relation:${event.accountUnipileId}:${event.relation.user.identifiers[0].value}`
    case 'ACCOUNT_STATUS':
      return `status:${randomUUID()}`
    default:
      return `${event.kind}:${createHash('sha256').update(body).digest('base64url')}`
  }
}

function accountOf(event: WebhookEvent): string | null {
  if (event.kind === 'MESSAGE_RECEIVED') return event.message.accountUnipileId
  return 'accountUnipileId' in event ? event.accountUnipileId : null
}
