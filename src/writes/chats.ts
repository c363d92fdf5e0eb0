import type { ChatReadSet, ChatStarted, LinkedinProduct, MessageSent, Recipient } from '../domain/client-write.ts'
import { findChangeLogEnd } from '../store/changes/read-changes.ts'
import { markChatRead } from '../store/ingest/read-marks.ts'
import { findReplyTargets } from '../store/writes/reply-targets.ts'
import { destinationOf } from './destination.ts'
import { once } from './once.ts'
import type { WritesOptions } from './options.ts'
import { namesOf, userOf } from './recipients.ts'
import { takeIn, takeInWritten } from './take-in.ts'
import { refuse, type Write } from './write.ts'

export type StartChat = Write & {
  readonly recipient: Recipient
  readonly text: string | null
  readonly subject: string | null
  readonly product: LinkedinProduct
  /** LinkedIn: spend an InMail on somebody who is no contact. */
  readonly isInmail: boolean
}
export type SendMessage = Write & {
  readonly chatId: string
  readonly text: string
  readonly quotedMessageUnipileId: string | null
  /** The fingerprint of the target that the client saw; null sends wherever the chat leads now. */
  readonly expectTarget: string | null
}
export type SetChatRead = Write & { readonly chatId: string; readonly read: boolean }

const apis = { CLASSIC: 'classic', SALES_NAVIGATOR: 'sales_navigator', RECRUITER: 'recruiter' } as const

/** Writes that begin a chat, or are about one there is. */
export function chatWrites(options: WritesOptions) {
  const { upstream, database, workspaceId, now } = options
  const { sql } = database

  return {
    /** Starts a chat, or goes on with the one there is. */
    startChat(input: StartChat) {
      const { key, asked, account, recipient, text, subject, product, isInmail } = input
      const { id: accountId, provider, unipileId } = account
      return once<ChatStarted>(options, {
        mutation: 'startChat',
        key,
        asked,
        accountId,
        async attempt({ trace }) {
          const to = destinationOf(account, product, await namesOf(options, account, { recipient, product }))
          if ('refusal' in to) return refuse(accountId, to.refusal)
          const { chatUnipileId: reused, providerId: recipientProviderId } = to
          const userId = 'userId' in recipient ? recipient.userId : null
          const at = now().toISOString()
          const done = { result: 'CHAT_STARTED', accountId, at, userId, isNew: reused === null } as const
          const unwritten = { chatUnipileId: reused, messageUnipileId: null }
          if (reused !== null && text === null) return { ...done, ...unwritten, end: null }

          await trace({ chatUnipileId: reused, recipientProviderId, text }, { ...done, ...unwritten })
          const written =
            to.chatUnipileId === null
              ? await upstream.startChat({
                  accountId: unipileId,
                  attendeeProviderIds: [to.providerId],
                  text,
                  subject,
                  ...(provider === 'LINKEDIN' && { linkedin: { api: apis[product], inmail: isInmail } }),
                })
              : {
                  chatUnipileId: to.chatUnipileId,
                  ...(await upstream.sendMessage({ accountId: unipileId, chatId: to.chatUnipileId, text })),
                }
          const { chatUnipileId, messageUnipileId } = written
          const end = chatUnipileId
            ? await takeInWritten(options, { accountId, provider, chatUnipileId, messageUnipileId })
            : null
          return { ...done, userId: await userOf(options, recipient), chatUnipileId, messageUnipileId, end }
        },
      })
    },

    /** Sends a message in a chat, if it leads to whom the client thinks it does. */
    sendMessage(input: SendMessage) {
      const { key, asked, account, chatId, text, quotedMessageUnipileId: quotedMessageId, expectTarget } = input
      const { id: accountId, provider, unipileId } = account
      return once<MessageSent>(options, {
        mutation: 'sendMessage',
        key,
        asked,
        accountId,
        async attempt({ trace }) {
          const [chat] = await findReplyTargets(sql, [accountId], [chatId])
          if (!chat) return refuse(accountId, 'RECIPIENT_UNREACHABLE')
          const { unipileId: chatUnipileId } = chat
          if (expectTarget !== null) {
            // What upstream says now counts: the store may not have heard yet. When it can't say, nothing is sent.
            await takeIn(options, { accountId, provider, chatUnipileId, messageUnipileId: null })
            const [target] = await findReplyTargets(sql, [accountId], [chatId])
            if (target?.fingerprint !== expectTarget) return refuse(accountId, 'TARGET_CHANGED')
          }
          if (chat.readOnly) return refuse(accountId, 'CHAT_READ_ONLY')
          const done = { result: 'MESSAGE_SENT', accountId, chatUnipileId } as const
          await trace({ chatUnipileId, recipientProviderId: null, text }, { ...done, messageUnipileId: null })
          const { messageUnipileId } = await upstream.sendMessage({
            accountId: unipileId,
            chatId: chatUnipileId,
            text,
            quotedMessageId,
          })
          const end = messageUnipileId
            ? await takeInWritten(options, { accountId, provider, chatUnipileId, messageUnipileId })
            : null
          return { ...done, messageUnipileId, end }
        },
      })
    },

    /** Marks a chat as read, or as yet to be read. */
    setChatRead({ key, asked, account, chatId, read }: SetChatRead) {
      const { id: accountId, unipileId } = account
      return once<ChatReadSet>(options, {
        mutation: 'setChatRead',
        key,
        asked,
        accountId,
        async attempt({ trace }) {
          const [chat] = await findReplyTargets(sql, [accountId], [chatId])
          if (!chat) return refuse(accountId, 'RECIPIENT_UNREACHABLE')
          const { unipileId: chatUnipileId } = chat
          const done = { result: 'CHAT_READ_SET', accountId, chatId, read } as const
          await trace({ chatUnipileId, recipientProviderId: null, text: null }, done)
          await upstream.setChatRead({ accountId: unipileId, chatId: chatUnipileId, read })
          const end = await database.transaction(async (inner) => {
            await markChatRead(inner, { accountId, chatId, read })
            return findChangeLogEnd(inner, workspaceId)
          })
          return { ...done, end }
        },
      })
    },
  }
}
