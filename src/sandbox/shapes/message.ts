import { linkedinMemberNumber } from '../world/identifiers.ts'
import { formatOpaqueId } from '../world/opaque-id.ts'
import type { Attachment, Message } from '../world/types.ts'
import type { World } from '../world/world.ts'
import { attendeeId, attendeePublicIdentifier } from './attendee.ts'
import { chatId, isoTime } from './chat.ts'

/** The Unipile id of a message. */
export const messageId = ({ chat, index }: Pick<Message, 'chat' | 'index'>): string =>
  formatOpaqueId('message', chat.number, index)

/** The id that the provider has for a message. */
export const messageProviderId = ({ chat, index }: Pick<Message, 'chat' | 'index'>): string =>
  chat.account.provider === 'LINKEDIN'
    ? `2-${Buffer.from(`message-${chat.number}-${index}`).toString('base64')}`
    : `3EB0${chat.number.toString(16).padStart(6, '0')}${index.toString(16).padStart(6, '0')}`.toUpperCase()

/** The attachments of a message as REST sends them; the bytes come from the attachments endpoint. */
export const attachmentShapes = ({ attachments }: Pick<Message, 'attachments'>) => attachments.map(attachmentShape)

function attachmentShape({ kind, fileName, mimeType, size }: Attachment, place: number) {
  return {
    id: String(place + 1),
    type: kind,
    unavailable: false,
    file_size: size,
    mimetype: mimeType,
    ...(kind === 'img' ? { size: { width: 128, height: 128 }, sticker: false } : {}),
    ...(kind === 'audio' ? { duration: 7, voice_note: true } : {}),
    ...(kind === 'file' ? { file_name: fileName } : {}),
  }
}

/** The numbers by which LinkedIn messages tell how far the other side was. */
function attendeeDistance({ chat }: Message): number {
  const peer = chat.members[0]
  return peer?.contactSince ? 1 : (peer?.distance ?? -1)
}

/** A message as REST sends it. */
export function messageShape(world: World, message: Message) {
  const { chat, sender } = message
  const quoted = message.quotedIndex === null ? null : world.messages.at(chat, message.quotedIndex)
  return {
    object: 'Message',
    id: messageId(message),
    account_id: chat.account.id,
    chat_id: chatId(chat),
    chat_provider_id: chat.providerId,
    provider_id: messageProviderId(message),
    sender_id: sender.providerId,
    sender_attendee_id: attendeeId(sender),
    text: message.isDeleted ? null : message.text,
    attachments: attachmentShapes(message),
    timestamp: isoTime(message.sentAt),
    is_sender: sender.isSelf ? 1 : 0,
    reactions: message.reactions.map((reaction) => ({
      value: reaction.value,
      sender_id: reaction.sender.providerId,
      is_sender: reaction.sender.isSelf,
    })),
    seen: message.seenAt === null ? 0 : 1,
    seen_by: sender.isSelf && message.seenAt !== null ? seenBy(message, message.seenAt) : {},
    hidden: message.isHidden ? 1 : 0,
    deleted: message.isDeleted ? 1 : 0,
    edited: message.isEdited ? 1 : 0,
    is_event: message.eventType === null ? 0 : 1,
    delivered: 1,
    behavior: message.isHidden ? 0 : null,
    original: JSON.stringify({ key: messageProviderId(message) }),
    ...(message.eventType === null ? {} : { event_type: message.eventType }),
    ...(quoted
      ? {
          quoted: {
            provider_id: messageProviderId(quoted),
            sender_id: quoted.sender.providerId,
            text: quoted.text,
            attachments: [],
          },
        }
      : {}),
    ...(chat.account.provider === 'WHATSAPP' ? { sender_public_identifier: attendeePublicIdentifier(sender) } : {}),
    ...(chat.account.provider === 'LINKEDIN'
      ? {
          subject: chat.subject,
          message_type: chat.contentType === 'inmail' ? 'INMAIL' : 'MESSAGE',
          attendee_type: chat.members[0]?.user.kind === 'COMPANY' ? 'ORGANIZATION' : 'MEMBER',
          attendee_distance: attendeeDistance(message),
          sender_urn: `urn:li:member:${linkedinMemberNumber(sender.user.number)}`,
        }
      : {}),
  }
}

const seenBy = ({ chat }: Message, seenAt: number): Record<string, string> =>
  Object.fromEntries(chat.members.slice(0, 1).map(({ providerId }) => [providerId, isoTime(seenAt)]))
