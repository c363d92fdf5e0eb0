import { z } from 'zod'
import type { AttendeeObservation } from '../domain/observation.ts'
import type { Provider } from '../domain/provider.ts'
import type { WebhookEvent } from '../domain/webhook-event.ts'
import { readAttendee } from './read-attendee.ts'
import {
  flagField,
  idField,
  optionalIdField,
  optionalUserIdField,
  partField,
  readBody,
  textField,
  textsField,
  UnreadableBodyError,
} from './read-body.ts'
import { readMessage } from './read-message.ts'
import { phoneNames } from './whatsapp/read-names.ts'

const MessageEventBody = z.looseObject({
  account_id: idField,
  account_info: partField(z.object({ user_id: optionalUserIdField, phone_number: textField })),
  chat_id: idField,
  provider_chat_id: optionalIdField,
  message_id: idField,
  provider_message_id: optionalIdField,
  is_group: flagField,
  chat_content_type: textField,
  subject: textField,
  folder: textsField,
  attendees: z.array(z.unknown()).catch([]),
  sender: z.unknown().optional(),
  attachments: z.array(z.unknown()).catch([]),
})
type MessageEventBody = z.infer<typeof MessageEventBody>

/** A message sent or received. Upstream's flag for our own is not always set, so the sender is compared as well. */
export function readMessageEvent(provider: Provider, body: unknown): WebhookEvent {
  const event = readBody(MessageEventBody, body)
  const message = readMessage(provider, restMessage(event))
  const sender = readParty(provider, event, event.sender)
  const sentByOwner = sender?.isSelf || message.senderProviderId === event.account_info.user_id
  const isEcho = message.isSender || sentByOwner
  return {
    kind: 'MESSAGE_RECEIVED',
    chat: {
      unipileId: event.chat_id,
      accountUnipileId: event.account_id,
      providerId: event.provider_chat_id,
      isGroup: event.is_group,
      contentType: event.chat_content_type,
      subject: event.subject,
      folders: event.folder,
    },
    message: { ...message, isSender: isEcho },
    attendees: event.attendees.flatMap((party) => readParty(provider, event, party) ?? []),
    sender,
    isEcho,
  }
}

/** Deliveries prefix and rename what the REST API has; from here on there is one shape. */
function restMessage(event: MessageEventBody): unknown {
  const sender = withoutPrefix('attendee_', event.sender)
  return {
    ...event,
    id: event.message_id,
    provider_id: event.provider_message_id ?? '',
    sender_id: sender['provider_id'] ?? '',
    sender_attendee_id: sender['id'],
    sender_public_identifier: sender['public_identifier'],
    text: event['message'] ?? event['text'],
    attachments: event.attachments.map((attachment) => withoutPrefix('attachment_', attachment)),
  }
}

/** An attendee of the event; null when it cannot be read, which is no reason to lose the message. */
function readParty(provider: Provider, event: MessageEventBody, party: unknown): AttendeeObservation | null {
  try {
    const row = { ...withoutPrefix('attendee_', party), account_id: event.account_id }
    const attendee = readAttendee(provider, row)
    return { ...attendee, isSelf: attendee.isSelf || isOwner(attendee, event) }
  } catch (error) {
    if (error instanceof UnreadableBodyError) return null
    throw error
  }
}

/** Whether this is the account's owner, by the internal ID or, on WhatsApp, by the phone that the delivery tells. */
function isOwner({ providerId, user }: AttendeeObservation, { account_info }: MessageEventBody): boolean {
  if (providerId === account_info.user_id) return true
  const [own] = user.provider === 'WHATSAPP' ? phoneNames(account_info.phone_number) : []
  return own !== undefined && user.identifiers.some(({ value }) => value === own.value)
}

function withoutPrefix(prefix: string, part: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(part ?? {}).map(([name, value]) => [
      name.startsWith(prefix) ? name.slice(prefix.length) : name,
      value,
    ]),
  )
}
