import type { ObjectRef } from '@pothos/core'
import type { Account } from '../domain/account.ts'
import type { WriteDone, WriteOutcome, WriteRefused, WriteUnknown } from '../domain/client-write.ts'
import { BadArgumentError } from '../domain/errors.ts'
import type { User } from '../domain/user.ts'
import { readAccount, readId } from './arguments.ts'
import { builder } from './builder.ts'
import { formatChangeCursor } from './change-cursor.ts'
import type { Context } from './context.ts'
import { ChatType, MessageType, UserType } from './refs.ts'
import { ChatStartedType, type ToldChange } from './relationship-change.ts'
import { UserNotFoundType, userNotFound } from './user-not-found.ts'
import { readUserRef, type UserRef } from './user-ref.ts'
import { AmbiguousIdentifierType, InvalidIdentifierType, type UserResult } from './user-result.ts'
import {
  readKey,
  readMessageText,
  SendInvitationInput,
  SendMessageInput,
  SetChatReadInput,
  StartChatInput,
} from './write-inputs.ts'
import { OutcomeUnknownType, refusalTypes } from './write-refusals.ts'

type Done = { readonly done: WriteDone['result']; readonly end: number }
type MessageSent = Done & { readonly chatId: string; readonly messageId: string | null }
type ChatReadSet = Done & { readonly chatId: string }
type InvitationSent = Done & { readonly userId: string }
type Nobody = Exclude<UserResult, User>

/** A payload's own type is told from what it is made of. */
type Payload = ToldChange | MessageSent | ChatReadSet | InvitationSent | WriteRefused | WriteUnknown | Nobody

function cursorField(t: PothosSchemaTypes.ObjectFieldBuilder<(typeof builder)['$inferSchemaTypes'], Done>) {
  return t.field({
    type: 'ChangeCursor',
    description: 'The place in the change log just after this: what follows is read with it.',
    resolve: ({ end }, _arguments, { viewer }) => formatChangeCursor(viewer.workspaceId, end),
  })
}

const MessageSentType = builder.objectRef<MessageSent>('MessageSent').implement({
  description: 'The message was sent.',
  fields: (t) => ({
    chat: t.field({ type: ChatType, description: 'The chat it was sent in.', resolve: findChat }),
    sentMessage: t.field({
      type: MessageType,
      nullable: true,
      description: 'The message. Null while upstream has not told it; `messageReceived` does.',
      resolve: ({ messageId }, _arguments, { loaders }) =>
        messageId === null ? null : loaders.messageById.load(messageId),
    }),
    cursor: cursorField(t as never),
  }),
})

const ChatReadSetType = builder.objectRef<ChatReadSet>('ChatReadSet').implement({
  description: 'The chat is marked.',
  fields: (t) => ({
    chat: t.field({ type: ChatType, description: 'The chat, marked.', resolve: findChat }),
    cursor: cursorField(t as never),
  }),
})

const InvitationSentType = builder.objectRef<InvitationSent>('InvitationSent').implement({
  description: 'The user was asked to become a contact; `relationshipChanged` tells when they are.',
  fields: (t) => ({
    user: t.field({
      type: UserType,
      description: 'Who was invited.',
      resolve: async ({ userId }, _arguments, { loaders }) => found(await loaders.userById.load(userId)),
    }),
    cursor: cursorField(t as never),
  }),
})

async function findChat({ chatId }: { chatId: string }, _arguments: object, { loaders }: Context) {
  return found(await loaders.chatById.load(chatId))
}

function found<Row>(row: Row | null): Row {
  if (row === null) throw new Error('What was written is gone')
  return row
}

const nobodyTypes = { NOT_FOUND: UserNotFoundType, INVALID: InvalidIdentifierType, AMBIGUOUS: AmbiguousIdentifierType }
const doneTypes = { MESSAGE_SENT: MessageSentType, CHAT_READ_SET: ChatReadSetType, INVITATION_SENT: InvitationSentType }

function typeOf(payload: Payload) {
  if ('kind' in payload) return ChatStartedType
  if ('done' in payload) return doneTypes[payload.done as keyof typeof doneTypes]
  const result = 'result' in payload ? payload.result : 'NOT_FOUND'
  if (result === 'REFUSED') return refusalTypes[(payload as WriteRefused).refusal]
  return result === 'OUTCOME_UNKNOWN' ? OutcomeUnknownType : nobodyTypes[result]
}

function resultUnion(name: string, description: string, types: readonly ObjectRef<never, never>[]) {
  const all = [...types, ...Object.values(refusalTypes), OutcomeUnknownType] as never
  return builder.unionType(name, { description, types: all, resolveType: (value) => typeOf(value as Payload) as never })
}

const someone = Object.values(nobodyTypes)
const StartChatResult = resultUnion('StartChatResult', 'What became of starting a chat.', [
  ChatStartedType,
  ...someone,
] as never)
const SendMessageResult = resultUnion('SendMessageResult', 'What became of sending a message.', [
  MessageSentType,
] as never)
const SetChatReadResult = resultUnion('SetChatReadResult', 'What became of marking a chat.', [ChatReadSetType] as never)
const SendInvitationResult = resultUnion('SendInvitationResult', 'What became of inviting somebody.', [
  InvitationSentType,
  ...someone,
] as never)

builder.mutationFields((t) => ({
  startChat: t.field({
    type: StartChatResult,
    description: 'Writes to a user, in the chat there is or a new one. The user is known from then on.',
    args: { input: t.arg({ type: StartChatInput, required: true, description: 'Whom, from where, and what.' }) },
    resolve: async (_mutation, { input }, context) => {
      const account = readAccount('input.account', input.account, context)
      const recipient = await readRecipient('input.user', input.user, account, context)
      if ('refusal' in recipient) return recipient.refusal as never
      const outcome = await context.writes.startChat({
        key: readKey(input.idempotencyKey),
        asked: input,
        account,
        recipient,
        text: readMessageText('input.text', input.text),
        subject: input.subject ?? null,
        product: input.product ?? 'CLASSIC',
        isInmail: input.inmail ?? false,
      })
      return payloadOf(outcome, context) as never
    },
  }),
  sendMessage: t.field({
    type: SendMessageResult,
    description: 'Sends a message in a chat, if it still leads to whom you saw.',
    args: { input: t.arg({ type: SendMessageInput, required: true, description: 'What, and in which chat.' }) },
    resolve: async (_mutation, { input }, context) => {
      const { chatId, account } = await readChat(input.chat, context)
      const quoted =
        input.quotes == null
          ? null
          : await context.loaders.messageById.load(readId('input.quotes', input.quotes, 'Message'))
      const outcome = await context.writes.sendMessage({
        key: readKey(input.idempotencyKey),
        asked: input,
        account,
        chatId,
        text: readMessageText('input.text', input.text),
        quotedMessageUnipileId: quoted?.unipileId ?? null,
        expectTarget: input.expectTarget ?? null,
      })
      return payloadOf(outcome, context) as never
    },
  }),
  setChatRead: t.field({
    type: SetChatReadResult,
    description: 'Marks a chat as read, or as yet to be read, here and at its provider.',
    args: { input: t.arg({ type: SetChatReadInput, required: true, description: 'Which chat.' }) },
    resolve: async (_mutation, { input }, context) => {
      const { chatId, account } = await readChat(input.chat, context)
      const key = readKey(input.idempotencyKey)
      const outcome = await context.writes.setChatRead({ key, asked: input, account, chatId, read: input.read ?? true })
      return payloadOf(outcome, context) as never
    },
  }),
  sendInvitation: t.field({
    type: SendInvitationResult,
    description: 'Asks a user to become a contact of an account, where the provider has that.',
    args: { input: t.arg({ type: SendInvitationInput, required: true, description: 'Whom, from where.' }) },
    resolve: async (_mutation, { input }, context) => {
      const account = readAccount('input.account', input.account, context)
      const recipient = await readRecipient('input.user', input.user, account, context)
      if ('refusal' in recipient) return recipient.refusal as never
      const message = input.message == null ? null : readMessageText('input.message', input.message, 300)
      const key = readKey(input.idempotencyKey)
      return payloadOf(
        await context.writes.sendInvitation({ key, asked: input, account, recipient, message }),
        context,
      ) as never
    },
  }),
}))

async function readChat(id: string, { loaders }: Context) {
  const chat = await loaders.chatById.load(readId('input.chat', id, 'Chat'))
  const account = chat && loaders.accountById(chat.accountId)
  if (!account) throw new BadArgumentError('input.chat', 'the id of a chat of one of your accounts')
  return { chatId: chat.id, account }
}

/** Who is to be written to. One who was never read can be, by a name that needs no asking: an internal ID, a phone. */
async function readRecipient(argument: string, ref: UserRef, account: Account, context: Context) {
  const meaning = await readUserRef(argument, ref, account, context)
  if ('refusal' in meaning) return meaning
  if ('user' in meaning) {
    if (meaning.user.provider !== account.provider)
      throw new BadArgumentError(argument, `a user on ${account.provider}, as the account is`)
    return { userId: meaning.user.id }
  }
  const { identifier } = meaning
  if (identifier.provider !== account.provider)
    throw new BadArgumentError(argument, `a user on ${account.provider}, as the account is`)
  if (identifier.kind === 'PROVIDER_INTERNAL_ID') return { identifier }
  if (identifier.provider !== 'WHATSAPP') return { refusal: userNotFound }
  const value = `${identifier.value}@s.whatsapp.net`
  return { identifier: { ...identifier, kind: 'PROVIDER_INTERNAL_ID' as const, value } }
}

async function payloadOf(outcome: WriteOutcome, context: Context): Promise<Payload> {
  const { loaders, live, now } = context
  if (outcome.result === 'REFUSED' || outcome.result === 'OUTCOME_UNKNOWN') return outcome
  const end = await live.feed.end()
  // What the request has loaded before was before the write.
  await context.renew()
  switch (outcome.result) {
    case 'CHAT_STARTED': {
      const { chatId, messageId, userId } = await loaders.written(outcome.accountId, outcome)
      const nothing = { otherUserId: null, reason: null, source: null, detail: null }
      const about = { accountId: outcome.accountId, userId: outcome.userId ?? userId, chatId, messageId }
      return { ...nothing, ...about, kind: 'CHAT_STARTED', sequence: end, at: now().toISOString() }
    }
    case 'MESSAGE_SENT': {
      const { chatId, messageId } = await loaders.written(outcome.accountId, outcome)
      return { done: outcome.result, end, chatId: found(chatId), messageId }
    }
    case 'CHAT_READ_SET':
      return { done: outcome.result, end, chatId: outcome.chatId }
    case 'INVITATION_SENT':
      return { done: outcome.result, end, userId: outcome.userId }
  }
}
