import {
  type ChatReadSet,
  type ChatStarted,
  type InvitationAccepted,
  type InvitationSent,
  isDone,
  type MessageSent,
  type NotWritten,
  type WriteDone,
  type WriteOutcome,
} from '../domain/client-write.ts'
import { builder } from './builder.ts'
import { formatChangeCursor } from './change-cursor.ts'
import type { Context } from './context.ts'
import { ChatType, MessageType, UserType } from './refs.ts'
import type { ToldChange } from './relationship-change.ts'

type Told<Done extends WriteDone> = Pick<Done, 'result'> & { readonly end: number }
type ToldMessage = Told<MessageSent> & { readonly chatId: string; readonly messageId: string | null }
type ToldChatRead = Told<ChatReadSet> & Pick<ChatReadSet, 'chatId'>
type ToldInvitation = Told<InvitationSent> & Pick<InvitationSent, 'userId'>
type ToldAcceptance = Told<InvitationAccepted> & Pick<InvitationAccepted, 'userId'>

const cursor = {
  type: 'ChangeCursor',
  description: 'The place in the change log just after this: what follows is read with it, and nothing of this again.',
  resolve: ({ end }: { readonly end: number }, _arguments: object, { viewer }: Context) =>
    formatChangeCursor(viewer.workspaceId, end),
} as const

export const MessageSentType = builder.objectRef<ToldMessage>('MessageSent').implement({
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
    cursor: t.field(cursor),
  }),
})

export const ChatReadSetType = builder.objectRef<ToldChatRead>('ChatReadSet').implement({
  description: 'The chat is marked.',
  fields: (t) => ({
    chat: t.field({ type: ChatType, description: 'The chat, marked.', resolve: findChat }),
    cursor: t.field(cursor),
  }),
})

export const InvitationSentType = builder.objectRef<ToldInvitation>('InvitationSent').implement({
  description: 'The user was asked to become a contact; `relationshipChanged` tells when they are.',
  fields: (t) => ({
    user: t.field({ type: UserType, description: 'Who was invited.', resolve: findUser }),
    cursor: t.field(cursor),
  }),
})

export const InvitationAcceptedType = builder.objectRef<ToldAcceptance>('InvitationAccepted').implement({
  description: 'The user is a contact from now on.',
  fields: (t) => ({
    user: t.field({ type: UserType, description: 'Who had invited the account.', resolve: findUser }),
    cursor: t.field(cursor),
  }),
})

async function findChat({ chatId }: { chatId: string }, _arguments: object, { loaders }: Context) {
  return found(await loaders.chatById.load(chatId))
}

async function findUser({ userId }: { userId: string }, _arguments: object, { loaders }: Context) {
  return found(await loaders.userById.load(userId))
}

function found<Row>(row: Row | null): Row {
  if (row === null) throw new Error('What was written is gone')
  return row
}

/** What is told of a write: why there was none, or what `show` makes of it. */
async function told<Done extends WriteDone, Payload>(
  outcome: WriteOutcome<Done>,
  context: Context,
  show: (done: Done, end: number) => Payload | Promise<Payload>,
): Promise<Payload | NotWritten> {
  if (!isDone(outcome)) return outcome
  const end = outcome.end ?? (await context.live.feed.end())
  // What the request has loaded before was before the write.
  await context.renew()
  return show(outcome, end)
}

export function toldChatStarted(outcome: WriteOutcome<ChatStarted>, context: Context) {
  return told(outcome, context, async (done, end): Promise<ToldChange> => {
    const { accountId, at } = done
    const { chatId, messageId, userId } = await context.loaders.written(accountId, done)
    const nothing = { otherUserId: null, reason: null, source: null, detail: null }
    const about = { accountId, userId: done.userId ?? userId, chatId, messageId }
    return { ...nothing, ...about, kind: 'CHAT_STARTED', sequence: end, at }
  })
}

export function toldMessageSent(outcome: WriteOutcome<MessageSent>, context: Context) {
  return told(outcome, context, async (done, end): Promise<ToldMessage> => {
    const { chatId, messageId } = await context.loaders.written(done.accountId, done)
    return { result: done.result, end, chatId: found(chatId), messageId }
  })
}

export function toldChatRead(outcome: WriteOutcome<ChatReadSet>, context: Context) {
  return told(outcome, context, ({ result, chatId }, end): ToldChatRead => ({ result, end, chatId }))
}

export function toldInvitation(outcome: WriteOutcome<InvitationSent>, context: Context) {
  return told(outcome, context, ({ result, userId }, end): ToldInvitation => ({ result, end, userId }))
}

export function toldAcceptance(outcome: WriteOutcome<InvitationAccepted>, context: Context) {
  return told(outcome, context, ({ result, userId }, end): ToldAcceptance => ({ result, end, userId }))
}
