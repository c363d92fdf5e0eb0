import { z } from 'zod'
import type { Provider } from '../domain/provider.ts'
import type { WebhookEvent } from '../domain/webhook-event.ts'
import { readRelationEvent } from './linkedin/read-relation.ts'
import { idField, readBody, textField, UnreadableBodyError } from './read-body.ts'
import { readProvider } from './read-provider.ts'
import { readStatusEvent } from './read-webhook-account.ts'
import { readMessageEvent } from './read-webhook-message.ts'
import { readChangedEvent, readReactionEvent, readReadEvent } from './read-webhook-update.ts'

const EventBody = z.object({ event: z.string(), account_type: textField })
const NewRelationBody = z.object({ account_id: idField })

const eventReaders: ReadonlyMap<string, (provider: Provider, body: unknown) => WebhookEvent> = new Map([
  ['message_received', readMessageEvent],
  ['message_read', readReadEvent],
  ['message_reaction', readReactionEvent],
  ['message_edited', readChangedEvent('EDITED')],
  ['message_deleted', readChangedEvent('DELETED')],
  ['message_delivered', readChangedEvent('DELIVERED')],
  ['new_relation', readNewRelation],
])

/** What a webhook delivery says, already parsed with `readJson`. Never throws for anything it is given. */
export function readWebhookEvent(body: unknown): WebhookEvent {
  const status = readStatusEvent(body)
  if (status !== null) return status
  const { data } = EventBody.safeParse(body)
  if (data === undefined) return { kind: 'UNKNOWN', event: '' }
  const { event, account_type } = data
  const read = eventReaders.get(event)
  const provider = readProvider(account_type ?? '')
  if (read === undefined || provider === null) return { kind: 'UNKNOWN', event }
  try {
    return read(provider, body)
  } catch (error) {
    if (error instanceof UnreadableBodyError) return { kind: 'UNREADABLE', event }
    throw error
  }
}

/** LinkedIn alone has relations. */
function readNewRelation(provider: Provider, body: unknown): WebhookEvent {
  if (provider !== 'LINKEDIN') return { kind: 'UNKNOWN', event: 'new_relation' }
  const { account_id } = readBody(NewRelationBody, body)
  return { kind: 'NEW_RELATION', accountUnipileId: account_id, relation: readRelationEvent(body) }
}
