import type { Account } from '../domain/account.ts'
import type { LinkedinProduct, WriteOutcome, WriteRefusal, WriteRefused } from '../domain/client-write.ts'
import type { Identifier } from '../domain/identifier.ts'
import { markChatRead } from '../store/ingest/read-marks.ts'
import { ingestUsers } from '../store/ingest/users.ts'
import { findInternalIds, findRecipient } from '../store/writes/recipients.ts'
import { findReplyTargets } from '../store/writes/reply-targets.ts'
import { once } from './once.ts'
import type { WritesOptions } from './options.ts'
import { recipientId } from './recipient-id.ts'
import { takeInWritten } from './take-in.ts'

type Keyed = {
  readonly key: string
  /** What the client asked for, in its own words: these stay the same while what they mean becomes known. */
  readonly asked: unknown
  readonly account: Account
}

/** Somebody to write to: a user, or the internal ID of one who was never read. */
export type Recipient = { readonly userId: string } | { readonly identifier: Identifier }

export type StartChat = Keyed & {
  readonly recipient: Recipient
  readonly text: string | null
  readonly subject: string | null
  readonly product: LinkedinProduct
  /** LinkedIn: spend an InMail on somebody who is no contact. */
  readonly isInmail: boolean
}
export type SendMessage = Keyed & {
  readonly chatId: string
  readonly text: string
  readonly quotedMessageUnipileId: string | null
  /** The fingerprint of the target that the client saw; null sends wherever the chat leads now. */
  readonly expectTarget: string | null
}
export type SetChatRead = Keyed & { readonly chatId: string; readonly read: boolean }
export type SendInvitation = Keyed & { readonly recipient: Recipient; readonly message: string | null }

export type Writes = ReturnType<typeof createWrites>

const apis = { CLASSIC: 'classic', SALES_NAVIGATOR: 'sales_navigator', RECRUITER: 'recruiter' } as const

/** What clients write, each at most once for its key. Upstream's surprises reject; its refusals are outcomes. */
export function createWrites(options: WritesOptions) {
  const { upstream, database, workspaceId, now } = options
  const { sql } = database

  async function namesOf(account: Account, recipient: Recipient) {
    if ('identifier' in recipient) {
      const chat = { providerId: null, chatUnipileId: null }
      return { ...chat, internalIds: [recipient.identifier] }
    }
    const known = await findRecipient(sql, account.id, recipient.userId)
    return { ...known, internalIds: await findInternalIds(sql, recipient.userId) }
  }

  /** A user who was never read is here once upstream has accepted the name. */
  async function userOf(recipient: Recipient): Promise<string> {
    if ('userId' in recipient) return recipient.userId
    const { identifier } = recipient
    const { provider, userKind } = identifier
    const blank = { displayName: '', headline: null, pictureUrl: null, phone: null, phoneKey: null, declares: [] }
    const users = [{ ...blank, provider, userKind, identifiers: [identifier] as const }]
    const origin = { source: 'INFERRED', observedAt: now().toISOString() } as const
    const [id] = await database.transaction((inner) =>
      ingestUsers(inner, { workspaceId, users, nameSource: 'ATTENDEE', origin }),
    )
    if (id === undefined) throw new Error('A recipient is nobody')
    return id
  }

  return {
    /** Starts a chat, or goes on with the one there is. */
    startChat(input: StartChat): Promise<WriteOutcome> {
      const { key, asked, account, recipient, text, subject, product, isInmail } = input
      const { id: accountId, provider, unipileId } = account
      return once(options, {
        mutation: 'startChat',
        key,
        asked,
        accountId,
        async attempt({ trace }) {
          const { chatUnipileId: known, ...names } = await namesOf(account, recipient)
          const recipientProviderId = recipientId(provider, product, names)
          if (recipientProviderId === null) return refuse(accountId, 'IDENTIFIER_MISSING')
          const reused = product === 'CLASSIC' ? known : null
          const userId = 'userId' in recipient ? recipient.userId : null
          const done = { result: 'CHAT_STARTED', accountId, userId, isNew: reused === null } as const
          const unwritten = { chatUnipileId: reused, messageUnipileId: null }
          if (reused !== null && text === null) return { ...done, ...unwritten }

          await trace({ chatUnipileId: reused, recipientProviderId, text }, { ...done, ...unwritten })
          const written = reused
            ? {
                chatUnipileId: reused,
                ...(await upstream.sendMessage({ accountId: unipileId, chatId: reused, text })),
              }
            : await upstream.startChat({
                accountId: unipileId,
                attendeeProviderIds: [recipientProviderId],
                text,
                subject,
                ...(provider === 'LINKEDIN' && { linkedin: { api: apis[product], inmail: isInmail } }),
              })
          const { chatUnipileId, messageUnipileId } = written
          if (chatUnipileId) await takeInWritten(options, { accountId, provider, chatUnipileId, messageUnipileId })
          return { ...done, userId: await userOf(recipient), chatUnipileId, messageUnipileId }
        },
      })
    },

    /** Sends a message in a chat, if it leads to whom the client thinks it does. */
    sendMessage(input: SendMessage): Promise<WriteOutcome> {
      const { key, asked, account, chatId, text, quotedMessageUnipileId: quotedMessageId, expectTarget } = input
      const { id: accountId, provider, unipileId } = account
      return once(options, {
        mutation: 'sendMessage',
        key,
        asked,
        accountId,
        async attempt({ trace }) {
          const [chat] = await findReplyTargets(sql, [accountId], [chatId])
          if (!chat) return refuse(accountId, 'RECIPIENT_UNREACHABLE')
          const { unipileId: chatUnipileId } = chat
          if (expectTarget !== null) {
            // What upstream says now counts: the store may not have heard yet.
            await takeInWritten(options, { accountId, provider, chatUnipileId, messageUnipileId: null })
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
          if (messageUnipileId) await takeInWritten(options, { accountId, provider, chatUnipileId, messageUnipileId })
          return { ...done, messageUnipileId }
        },
      })
    },

    /** Marks a chat as read, or as yet to be read. */
    setChatRead({ key, asked, account, chatId, read }: SetChatRead): Promise<WriteOutcome> {
      const { id: accountId, unipileId } = account
      return once(options, {
        mutation: 'setChatRead',
        key,
        asked,
        accountId,
        async attempt() {
          const [chat] = await findReplyTargets(sql, [accountId], [chatId])
          if (!chat) return refuse(accountId, 'RECIPIENT_UNREACHABLE')
          await upstream.setChatRead({ accountId: unipileId, chatId: chat.unipileId, read })
          await database.transaction((inner) => markChatRead(inner, { accountId, chatId, read }))
          return { result: 'CHAT_READ_SET', accountId, chatId }
        },
      })
    },

    /** Asks somebody to become a contact. */
    sendInvitation({ key, asked, account, recipient, message }: SendInvitation): Promise<WriteOutcome> {
      const { id: accountId, provider, unipileId } = account
      return once(options, {
        mutation: 'sendInvitation',
        key,
        asked,
        accountId,
        async attempt() {
          const { internalIds } = await namesOf(account, recipient)
          const scope = provider === 'LINKEDIN' ? 'LINKEDIN_CLASSIC' : 'GLOBAL'
          const invited = internalIds.find((identifier) => identifier.scope === scope)
          if (!invited) return refuse(accountId, 'IDENTIFIER_MISSING')
          await upstream.sendInvitation({ accountId: unipileId, providerId: invited.value, message })
          return { result: 'INVITATION_SENT', accountId, userId: await userOf(recipient) }
        },
      })
    },
  }
}

/** A refusal of our own: upstream was not asked. */
function refuse(accountId: number, refusal: WriteRefusal): WriteRefused {
  return { result: 'REFUSED', refusal, accountId, type: null, retryAt: null }
}
