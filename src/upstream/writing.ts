import { z } from 'zod'
import { optionalIdField, readBody } from '../providers/read-body.ts'
import { ask } from './ask.ts'
import type { Send } from './call.ts'
import { type AttachmentInput, formOf } from './form.ts'

export type StartChatInput = {
  readonly accountId: string
  /** Provider internal IDs, on Instagram those of messaging. One starts, or continues, a direct chat; more make a group. */
  readonly attendeeProviderIds: readonly string[]
  readonly text?: string | null
  readonly attachments?: readonly AttachmentInput[]
  /** The title of a new group. */
  readonly title?: string | null
  /** LinkedIn: the subject of an InMail. */
  readonly subject?: string | null
  /** LinkedIn: the product to write from, and whether to spend an InMail on a non-contact. */
  readonly linkedin?: { readonly api: 'classic' | 'recruiter' | 'sales_navigator'; readonly inmail?: boolean }
}

export type SendMessageInput = {
  readonly accountId: string
  readonly chatId: string
  readonly text?: string | null
  readonly attachments?: readonly AttachmentInput[]
  /** The message this one answers, by its Unipile ID. */
  readonly quotedMessageId?: string | null
}

export type SetChatReadInput = { readonly accountId: string; readonly chatId: string; readonly read: boolean }

/** Ids are null when upstream does not know them yet; they come with a webhook or the next sync. */
export type StartedChat = { readonly chatUnipileId: string | null; readonly messageUnipileId: string | null }
export type SentMessage = Pick<StartedChat, 'messageUnipileId'>

const WrittenBody = z.object({ chat_id: optionalIdField, message_id: optionalIdField })

/** Writes go out once. `IndeterminateWriteError` means that one may have happened: look before writing again. */
export function writingOperations(send: Send) {
  return {
    /** Makes the recipient known to the account. */
    startChat(input: StartChatInput, signal?: AbortSignal): Promise<StartedChat> {
      const { accountId, attendeeProviderIds, text, title, subject, linkedin, attachments } = input
      const form = formOf(
        {
          account_id: accountId,
          attendees_ids: attendeeProviderIds,
          text,
          title,
          subject,
          'linkedin[api]': linkedin?.api,
          'linkedin[inmail]': linkedin?.inmail,
        },
        attachments,
      )
      return ask(send, { class: 'WRITE', method: 'POST', route: '/chats', form, accountId }, readStarted, signal)
    },

    /** Upstream refuses a chat that is not the account's. */
    sendMessage(input: SendMessageInput, signal?: AbortSignal): Promise<SentMessage> {
      const { accountId, chatId, text, quotedMessageId, attachments } = input
      const form = formOf({ account_id: accountId, text, quote_id: quotedMessageId }, attachments)
      return ask(
        send,
        { class: 'WRITE', method: 'POST', route: '/chats/{chatId}/messages', params: { chatId }, form, accountId },
        (body) => ({ messageUnipileId: readStarted(body).messageUnipileId }),
        signal,
      )
    },

    setChatRead({ accountId, chatId, read }: SetChatReadInput, signal?: AbortSignal): Promise<void> {
      const json = { action: 'setReadStatus', value: read }
      return ask(
        send,
        { class: 'WRITE', method: 'PATCH', route: '/chats/{chatId}', params: { chatId }, json, accountId },
        () => {},
        signal,
      )
    },
  }
}

function readStarted(body: unknown): StartedChat {
  const { chat_id, message_id } = readBody(WrittenBody, body)
  return { chatUnipileId: chat_id, messageUnipileId: message_id }
}
