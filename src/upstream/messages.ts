import type { MessageObservation } from '../domain/observation.ts'
import { readMessage } from '../providers/read-message.ts'
import { ask } from './ask.ts'
import type { OfProvider, Send } from './call.ts'
import { type Period, periodQuery } from './chats.ts'
import { type Page, type PageRequest, pageQuery, pageReader } from './page.ts'

export type MessagesRequest = OfProvider & PageRequest & Period & { readonly accountId: string }
export type ChatMessagesRequest = OfProvider & PageRequest & Period & { readonly chatId: string }
export type MessageRequest = OfProvider & { readonly messageId: string }

export function messageOperations(send: Send) {
  return {
    /** The messages of all chats of an account, newest first. At most 250 a page. */
    listMessages(request: MessagesRequest, signal?: AbortSignal): Promise<Page<MessageObservation>> {
      const { accountId, provider } = request
      return ask(
        send,
        {
          class: 'STORE_READ',
          method: 'GET',
          route: '/messages',
          query: { account_id: accountId, ...periodQuery(request), ...pageQuery(request) },
          accountId,
        },
        pageReader((row) => readMessage(provider, row)),
        signal,
      )
    },

    /** The messages of one chat, newest first. At most 250 a page. */
    listChatMessages(request: ChatMessagesRequest, signal?: AbortSignal): Promise<Page<MessageObservation>> {
      const { provider, chatId } = request
      return ask(
        send,
        {
          class: 'STORE_READ',
          method: 'GET',
          route: '/chats/{chatId}/messages',
          params: { chatId },
          query: { ...periodQuery(request), ...pageQuery(request) },
          accountId: null,
        },
        pageReader((row) => readMessage(provider, row)),
        signal,
      )
    },

    getMessage({ provider, messageId }: MessageRequest, signal?: AbortSignal): Promise<MessageObservation> {
      return ask(
        send,
        { class: 'STORE_READ', method: 'GET', route: '/messages/{messageId}', params: { messageId }, accountId: null },
        (body) => readMessage(provider, body),
        signal,
      )
    },
  }
}
