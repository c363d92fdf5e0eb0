import type { Message } from '../../domain/message.ts'
import { createColumns } from './columns.ts'

/** The columns of a `Message`, of a row named `message`. */
export const messageColumns = createColumns<Message>('message', {
  id: ['id', 'ID'],
  accountId: ['account_id', 'OTHER'],
  chatId: ['chat_id', 'ID'],
  unipileId: ['unipile_id'],
  senderProviderId: ['sender_provider_id'],
  isOwn: ['is_own', 'PLAIN'],
  text: ['text'],
  sentAt: ['sent_at', 'TIME'],
  seen: ['seen', 'PLAIN'],
  delivered: ['delivered', 'PLAIN'],
  edited: ['edited', 'PLAIN'],
  deleted: ['deleted', 'PLAIN'],
  isEvent: ['is_event', 'PLAIN'],
  quotedProviderId: ['quoted_provider_id'],
  attachments: ['attachments', 'OTHER'],
  reactions: ['reactions', 'OTHER'],
})
