import { z } from 'zod'
import type { MessageObservation } from '../domain/observation.ts'
import type { Provider } from '../domain/provider.ts'
import { readAttachments } from './read-attachment.ts'
import {
  dateField,
  flagField,
  idField,
  optionalIdField,
  optionalUserIdField,
  partField,
  readBody,
  textField,
} from './read-body.ts'
import { readReactions } from './read-reaction.ts'
import { readers } from './readers.ts'

const MessageBody = z.object({
  id: idField,
  account_id: idField,
  chat_id: idField,
  provider_id: optionalIdField,
  sender_id: optionalUserIdField,
  sender_attendee_id: optionalIdField,
  sender_public_identifier: textField,
  is_sender: flagField,
  text: z.string().nullish().catch(null),
  timestamp: dateField,
  seen: flagField,
  delivered: flagField,
  edited: flagField,
  deleted: flagField,
  hidden: flagField,
  is_event: flagField,
  quoted: partField(z.object({ provider_id: optionalIdField })),
  attachments: z.unknown().optional(),
  reactions: z.unknown().optional(),
})

/** A message of an account of `provider`, without upstream's copy of what the provider sent. */
export function readMessage(provider: Provider, body: unknown): MessageObservation {
  const message = readBody(MessageBody, body)
  const { sender_id, sender_public_identifier } = message
  return {
    unipileId: message.id,
    accountUnipileId: message.account_id,
    chatUnipileId: message.chat_id,
    providerId: message.provider_id ?? '',
    senderProviderId: sender_id ?? '',
    senderAttendeeUnipileId: message.sender_attendee_id,
    senderIdentifiers:
      sender_id === null
        ? []
        : readers[provider].readIdentifiers({
            providerId: sender_id,
            publicIdentifier: sender_public_identifier,
            specifics: null,
          }),
    isSender: message.is_sender ?? false,
    text: message.text ?? null,
    sentAt: message.timestamp,
    seen: message.seen ?? false,
    delivered: message.delivered ?? false,
    edited: message.edited ?? false,
    deleted: message.deleted ?? false,
    hidden: message.hidden ?? false,
    isEvent: message.is_event ?? false,
    quotedProviderId: message.quoted.provider_id,
    attachments: readAttachments(message.attachments),
    reactions: readReactions(message.reactions),
  }
}
