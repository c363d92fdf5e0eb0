import type { Call, Context, Endpoint } from '../endpoint.ts'
import { notFound } from '../problem.ts'
import { attachmentContent } from '../shapes/attachment.ts'
import { messageShape } from '../shapes/message.ts'
import type { Account, Message } from '../world/types.ts'
import { listMessages } from './message-list.ts'

const accountOfMessage = ({ world }: Context, { params }: Call): Account | null =>
  world.findMessage(params['id'] ?? '')?.chat.account ?? null

function messageOf({ world }: Context, { params }: Call): Message {
  const message = world.findMessage(params['id'] ?? '')
  if (!message) throw notFound('Message')
  return message
}

export const messageEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/messages',
    class: 'store',
    answer: (context, call) => listMessages(context, call, context.world.timeline.newestFirst),
  },
  {
    method: 'GET',
    path: '/messages/:id',
    class: 'store',
    accountOf: accountOfMessage,
    answer: (context, call) => ({ body: messageShape(context.world, messageOf(context, call)) }),
  },
  {
    method: 'GET',
    path: '/messages/:id/attachments/:attachment',
    class: 'store',
    accountOf: accountOfMessage,
    answer: (context, call) => {
      const attachment = messageOf(context, call).attachments[Number(call.params['attachment']) - 1]
      if (!attachment) throw notFound('Attachment')
      return { body: attachmentContent(attachment), contentType: attachment.mimeType }
    },
  },
]
