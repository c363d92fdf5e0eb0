import { findAccount } from '../accounts.ts'
import type { Call, Context, Endpoint } from '../endpoint.ts'
import { notFound } from '../problem.ts'
import { attendeeShape } from '../shapes/attendee.ts'
import { chatShape } from '../shapes/chat.ts'
import { messageShape } from '../shapes/message.ts'
import type { Account, Attendee, Chat } from '../world/types.ts'
import { listChats } from './chat-list.ts'
import { listChatMessages } from './message-list.ts'

/** The chat of a path, named by its Unipile id, or by its provider id when the query names the account. */
export function chatOf(context: Context, { params, query }: Call): Chat {
  const accountId = query.get('account_id')
  const account = accountId ? findAccount(context, accountId) : null
  const chat = context.world.findChat(params['id'] ?? '', account)
  if (!chat || (account && chat.account !== account)) throw notFound('Chat')
  return chat
}

/** The account of a path's chat; null when there is no such chat. */
export const accountOfChat = ({ world }: Context, { params }: Call): Account | null =>
  world.findChat(params['id'] ?? '')?.account ?? null

/** Everybody in a chat. Direct chats don't list the owner. */
function participants({ world }: Context, chat: Chat): readonly Attendee[] {
  const isOwnerListed = chat.kind === 'group' && chat.isMember
  return isOwnerListed ? [world.ownerOf(chat.account), ...chat.members] : chat.members
}

export const chatEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/chats',
    class: 'store',
    answer: (context, call) => listChats(context, call, context.world.chatsByActivity()),
  },
  {
    method: 'GET',
    path: '/chats/:id',
    class: 'store',
    accountOf: accountOfChat,
    answer: (context, call) => {
      const { world } = context
      const chat = chatOf(context, call)
      const count = world.messages.count(chat)
      const lastMessage = count > 0 ? messageShape(world, world.messages.at(chat, count - 1)) : null
      return { body: { ...chatShape(chat), lastMessage } }
    },
  },
  {
    method: 'GET',
    path: '/chats/:id/attendees',
    class: 'store',
    accountOf: accountOfChat,
    answer: (context, call) => {
      const items = participants(context, chatOf(context, call)).map((attendee) =>
        attendeeShape(attendee, context.shapes, call.origin),
      )
      return { body: { object: 'ChatAttendeeList', items, cursor: null } }
    },
  },
  {
    method: 'GET',
    path: '/chats/:id/messages',
    class: 'store',
    accountOf: accountOfChat,
    answer: (context, call) => listChatMessages(context, call, chatOf(context, call)),
  },
]
