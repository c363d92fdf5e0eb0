import { z } from 'zod'
import type { Call, Context, Endpoint } from '../endpoint.ts'
import { Problem } from '../problem.ts'
import { readBody } from '../read-body.ts'
import { messageId } from '../shapes/message.ts'
import { parseOpaqueId } from '../world/opaque-id.ts'
import type { Chat } from '../world/types.ts'
import { accountOfChat, chatOf } from './chats.ts'
import { contentOf, fieldOf, isEmpty, requiredForm, sendMessage } from './outgoing.ts'
import { startChatEndpoint } from './start-chat.ts'

const ChatPatchBody = z.object({ action: z.string(), value: z.boolean() })

const actions: Readonly<Record<string, (chat: Chat, value: boolean) => void>> = {
  setReadStatus: (chat, isRead) => {
    chat.unreadCount = isRead ? 0 : Math.max(1, chat.unreadCount)
  },
  setMuteStatus: (chat, isMuted) => {
    chat.mutedUntil = isMuted ? -1 : null
  },
  setArchiveStatus: (chat, isArchived) => {
    chat.isArchived = isArchived
  },
  setPinnedStatus: (chat, isPinned) => {
    chat.isPinned = isPinned
  },
}

function sendToChat(context: Context, call: Call) {
  const chat = chatOf(context, call)
  const form = requiredForm(call.form)
  const guard = fieldOf(form, 'account_id')
  if (guard && guard !== chat.account.id) throw new Problem('account_mismatch', 'The chat is of another account.')
  const content = contentOf(form)
  if (isEmpty(content)) throw new Problem('missing_parameters', '/text Required property')
  const isBlocked = chat.members.some(({ user }) => user.refusal === 'blocked_recipient')
  if (isBlocked) throw new Problem('blocked_recipient', 'The recipient does not take messages from this account.')
  if (chat.isReadOnly || !chat.isMember) throw new Problem('cant_send_message', 'Nobody can write in this chat.')
  const quoted = parseOpaqueId('message', fieldOf(form, 'quote_id') ?? '')
  const message = sendMessage(context, chat, content, quoted?.[0] === chat.number ? quoted[1] : null)
  return { status: 201, body: { object: 'MessageSent', message_id: messageId(message) } }
}

export const chatWriteEndpoints: readonly Endpoint[] = [
  startChatEndpoint,
  { method: 'POST', path: '/chats/:id/messages', class: 'write', accountOf: accountOfChat, answer: sendToChat },
  {
    method: 'PATCH',
    path: '/chats/:id',
    class: 'write',
    accountOf: accountOfChat,
    answer: (context, call) => {
      const chat = chatOf(context, call)
      const { action, value } = readBody(ChatPatchBody, call.json)
      const change = actions[action]
      if (!change) throw new Problem('invalid_action', `/action There is no ${action}`)
      change(chat, value)
      return { body: { object: 'ChatPatched' } }
    },
  },
]
