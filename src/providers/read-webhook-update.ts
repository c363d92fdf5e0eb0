import { z } from 'zod'
import type { Provider } from '../domain/provider.ts'
import type { WebhookEvent } from '../domain/webhook-event.ts'
import { idField, readBody } from './read-body.ts'

const MessageNamedBody = z.object({ account_id: idField, chat_id: idField, message_id: idField })
const ReadBody = z.object({ read_by: z.record(z.string(), z.unknown()).catch({}) })

export function readReadEvent(_provider: Provider, body: unknown): WebhookEvent {
  const { read_by } = readBody(ReadBody, body)
  return { kind: 'MESSAGE_READ', ...messageNamed(body), readByProviderIds: Object.keys(read_by) }
}

export function readReactionEvent(_provider: Provider, body: unknown): WebhookEvent {
  return { kind: 'MESSAGE_REACTION', ...messageNamed(body) }
}

export function readChangedEvent(change: 'EDITED' | 'DELETED' | 'DELIVERED') {
  return (_provider: Provider, body: unknown): WebhookEvent => ({
    kind: 'MESSAGE_CHANGED',
    change,
    ...messageNamed(body),
  })
}

function messageNamed(body: unknown) {
  const { account_id, chat_id, message_id } = readBody(MessageNamedBody, body)
  return { accountUnipileId: account_id, chatUnipileId: chat_id, messageUnipileId: message_id }
}
