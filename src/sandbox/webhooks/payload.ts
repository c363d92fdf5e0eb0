import { attendeeId, attendeeProfileUrl, attendeePublicIdentifier, attendeeSpecifics } from '../shapes/attendee.ts'
import { chatFolders, chatId, isoTime } from '../shapes/chat.ts'
import { attachmentShapes, messageId, messageProviderId } from '../shapes/message.ts'
import { pictureUrl } from '../shapes/picture.ts'
import type { Happening } from '../world/happening.ts'
import { attendeeName } from '../world/knowing.ts'
import type { Account, Attendee, Message } from '../world/types.ts'
import { fullName, profilePage } from '../world/user.ts'
import type { Webhook } from './subscription.ts'

type Fields = Readonly<Record<string, unknown>>

/** The account that something happened to. */
export const accountOfHappening = (happening: Happening): Account =>
  'message' in happening ? happening.message.chat.account : happening.account

/** The body that tells a webhook what happened; names differ from those of REST. */
export function payloadOf(happening: Happening, { name, data }: Webhook, origin: string): Fields {
  const payload = {
    ...fieldsOf(happening, origin),
    ...(happening.event === 'account_status' ? {} : { webhook_name: name }),
  }
  if (data.length === 0) return payload
  const fields: Fields = payload
  return Object.fromEntries(data.map((field) => [field.name, fields[field.key]]))
}

function fieldsOf(happening: Happening, origin: string): Fields {
  switch (happening.event) {
    case 'account_status': {
      const { account, status } = happening
      return { AccountStatus: { account_id: account.id, account_type: account.provider, message: status } }
    }
    case 'new_relation': {
      const { account, user } = happening
      return {
        event: happening.event,
        account_id: account.id,
        account_type: account.provider,
        user_full_name: fullName(user),
        user_provider_id: user.internalId,
        user_public_identifier: user.publicId,
        user_profile_url: profilePage(user),
        user_picture_url: pictureUrl(user, origin),
      }
    }
    case 'message_reaction':
      return {
        ...messageFields(happening.event, happening.message),
        reaction: happening.value,
        reaction_sender: person(happening.sender),
      }
    case 'message_read': {
      const { message, reader } = happening
      const readAt = isoTime(message.seenAt ?? message.sentAt)
      return { ...messageFields(happening.event, message), read_by: { [reader.providerId]: readAt } }
    }
    default:
      return messageFields(happening.event, happening.message)
  }
}

function messageFields(event: string, message: Message): Fields {
  const { chat, sender } = message
  return {
    event,
    account_id: chat.account.id,
    account_type: chat.account.provider,
    account_info: accountInfo(chat.account),
    chat_id: chatId(chat),
    provider_chat_id: chat.providerId,
    chat_pinned: chat.isPinned ? 1 : 0,
    chat_content_type: chat.contentType,
    is_group: chat.kind !== 'direct',
    folder: chatFolders(chat),
    message_id: messageId(message),
    provider_message_id: messageProviderId(message),
    timestamp: isoTime(message.sentAt),
    message: message.text,
    subject: chat.subject,
    message_type: chat.account.provider === 'LINKEDIN' ? 'MESSAGE' : null,
    is_sender: sender.isSelf,
    is_event: message.eventType === null ? 0 : 1,
    event_type: message.eventType,
    quoted: null,
    reply_to: null,
    is_forwarded: null,
    attachments: attachmentShapes(message).map(({ type, ...attachment }) => ({ ...attachment, attachment_type: type })),
    attendees: chat.members.map(person),
    sender: person(sender),
  }
}

function accountInfo({ provider, owner }: Account): Fields {
  if (provider === 'LINKEDIN') return { type: provider, feature: 'classic', user_id: owner.internalId }
  if (provider === 'WHATSAPP') return { type: provider, phone_number: `+${owner.phone}` }
  return { type: provider, user_id: owner.internalId }
}

const person = (attendee: Attendee): Fields => ({
  attendee_id: attendeeId(attendee),
  attendee_name: attendeeName(attendee),
  attendee_provider_id: attendee.providerId,
  attendee_profile_url: attendeeProfileUrl(attendee),
  attendee_public_identifier: attendeePublicIdentifier(attendee),
  attendee_specifics: attendeeSpecifics(attendee) ?? null,
})
