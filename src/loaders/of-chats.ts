import { countChats } from '../store/read/chat-lists.ts'
import {
  findLastMessages,
  findMessagesByAddress,
  findMessagesByIds,
  type MessageAddress,
} from '../store/read/messages.ts'
import * as lists from '../store/read/nested-lists.ts'
import { createRowLoader } from './by-key.ts'
import type { Given } from './given.ts'
import { createNestedListLoader } from './nested-list.ts'
import { chatRows } from './rows.ts'

export const ofChats = {
  chatById: ({ scoped }: Given) => chatRows(scoped).chatById,
  chatByUnipileId: ({ scoped }: Given) => chatRows(scoped).chatByUnipileId,
  participantsOfChat: ({ chatLists }: Given) => chatLists.participantsOfChat,
  messagesOfChat: ({ scoped }: Given) => createNestedListLoader(scoped, lists.messagesOfChat),
  listChats: ({ chatLists }: Given) => chatLists.listChats,
  countChats: ({ scoped }: Given) => countChats.bind(null, scoped),
}

export const ofMessages = {
  messageById: ({ scoped }: Given) =>
    createRowLoader(
      'messageById',
      (ids: readonly string[]) => findMessagesByIds(scoped, ids),
      ({ id }) => id,
    ),
  lastMessageByChat: ({ scoped }: Given) =>
    createRowLoader(
      'lastMessageByChat',
      (chatIds: readonly string[]) => findLastMessages(scoped, chatIds),
      ({ chatId }) => chatId,
    ),
  messageByAddress: ({ scoped }: Given) =>
    createRowLoader(
      'messageByAddress',
      (addresses: readonly MessageAddress[]) => findMessagesByAddress(scoped, addresses),
      (message) => message,
      ({ chatId, providerId }) => `${chatId}:${providerId}`,
    ),
}
