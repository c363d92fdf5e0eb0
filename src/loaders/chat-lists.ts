import type { Chat } from '../domain/chat.ts'
import type { Page } from '../domain/page.ts'
import { type ChatListRequest, listChats } from '../store/read/chat-lists.ts'
import * as lists from '../store/read/nested-lists.ts'
import type { ScopedSql } from '../store/read/scoped-sql.ts'
import { createNestedListLoader } from './nested-list.ts'

/** Lists of chats and of who is in them: what a list has read of its chats' participants is not read again. */
export function createChatLists(scoped: ScopedSql) {
  const participantsOfChat = createNestedListLoader(scoped, lists.participantsOfChat)
  return {
    participantsOfChat,
    async listChats(asked: ChatListRequest): Promise<Page<Chat>> {
      const { page, participants } = await listChats(scoped, asked)
      if (asked.participants) {
        for (const [chatId, some] of participants) participantsOfChat.prime(chatId, asked.participants, some)
      }
      return page
    },
  }
}
