import { z } from 'zod'
import type { ChatObservation, MessageObservation } from '../domain/observation.ts'
import { readBody, textField, UnreadableBodyError } from '../providers/read-body.ts'
import { readChat } from '../providers/read-chat.ts'
import { readMessage } from '../providers/read-message.ts'
import { readProvider } from '../providers/read-provider.ts'
import { ask } from './ask.ts'
import type { Send } from './call.ts'
import { type Page, type PageRequest, pageQuery, pageReader } from './page.ts'

/** Both bounds are left out of the answer, as upstream has it. */
export type Period = { readonly before?: Date; readonly after?: Date }

export type ChatsRequest = PageRequest & Period & { readonly accountId: string }
export type ChatAnswer = { readonly chat: ChatObservation; readonly lastMessage: MessageObservation | null }

const LastMessageBody = z.object({ account_type: textField, lastMessage: z.unknown().optional() })
const readChats = pageReader(readChat)

export function chatOperations(send: Send) {
  return {
    /** An account's chats, the latest active first. At most 250 a page. */
    listChats(request: ChatsRequest, signal?: AbortSignal): Promise<Page<ChatObservation>> {
      const { accountId } = request
      return ask(
        send,
        {
          class: 'STORE_READ',
          method: 'GET',
          route: '/chats',
          query: { account_id: accountId, ...periodQuery(request), ...pageQuery(request) },
          accountId,
        },
        readChats,
        signal,
      )
    },

    /** One chat with its last message, null when it has none that can be read. */
    getChat(chatId: string, signal?: AbortSignal): Promise<ChatAnswer> {
      return ask(
        send,
        { class: 'STORE_READ', method: 'GET', route: '/chats/{chatId}', params: { chatId }, accountId: null },
        (body) => ({ chat: readChat(body), lastMessage: readLastMessage(body) }),
        signal,
      )
    },
  }
}

/** The query parameters of a period. */
export function periodQuery({ before, after }: Period): { before: string | undefined; after: string | undefined } {
  return { before: before?.toISOString(), after: after?.toISOString() }
}

function readLastMessage(body: unknown): MessageObservation | null {
  const { account_type, lastMessage } = readBody(LastMessageBody, body)
  const provider = readProvider(account_type ?? '')
  if (provider === null || !lastMessage) return null
  try {
    return readMessage(provider, lastMessage)
  } catch (error) {
    if (error instanceof UnreadableBodyError) return null
    throw error
  }
}
