import type { Change, ChangeKind, ChangeLogRange } from '../domain/change.ts'
import { relationshipChangeKinds } from '../domain/change.ts'
import { type Failed, only, selected } from '../loaders/subscriptions.ts'
import { readAccount, readId } from './arguments.ts'
import { builder } from './builder.ts'
import { formatChangeCursor, readChangeCursor } from './change-cursor.ts'
import type { Context } from './context.ts'
import { ChangeCursorExpiredType, isExpired } from './cursor-expired.ts'
import { ChatType, MessageType } from './refs.ts'
import { changeTypes, type ToldChange } from './relationship-change.ts'

type Expired = { readonly expired: ChangeLogRange }
type Told<Row> = Row | Expired | Failed

/**
 * Follows the log from a cursor, or from now on; a cursor that is too old is answered with that alone. What goes wrong
 * on the way is the last item.
 */
async function follow<Item extends object>(
  since: string | null | undefined,
  context: Context,
  select: (change: Change) => Item | null,
): Promise<AsyncIterable<Told<Item>>> {
  const { loaders, live, viewer } = context
  const range = await loaders.changeLogRange()
  const from = since == null ? range.last : readChangeCursor('since', viewer.workspaceId, since)
  if (isExpired(from, range)) return only({ expired: range })
  const hidden = new Set<number>()
  return selected(live.feed.follow(from), {
    async select(change) {
      const item = select(change)
      return item !== null && (await isSeen(change, context, hidden)) ? item : null
    },
    renew: ({ sequence }) => context.renewAfter(sequence),
  })
}

/** On one of the viewer's accounts. One that was not there when the subscription began may be there by now. */
async function isSeen({ accountId, sequence }: Change, context: Context, hidden: Set<number>): Promise<boolean> {
  const isThere = () => accountId === null || context.viewer.accounts.some(({ id }) => id === accountId)
  if (isThere()) return true
  if (accountId === null || hidden.has(accountId)) return false
  await context.renewAfter(sequence)
  if (!isThere()) hidden.add(accountId)
  return isThere()
}

const since = {
  type: 'ChangeCursor',
  description: 'Begin with what came after this place, then go on as things happen. From now on when left out.',
} as const

const RelationshipChangedResult = builder.unionType('RelationshipChangedResult', {
  description: 'A change of who is known and why; or, alone, that the cursor given is too old.',
  types: [...Object.values(changeTypes), ChangeCursorExpiredType],
  resolveType: (value: ToldChange | ChangeLogRange) =>
    'kind' in value ? changeTypes[value.kind] : ChangeCursorExpiredType,
})

const isRelationshipChange = (kind: ChangeKind) => relationshipChangeKinds.some((known) => known === kind)

builder.subscriptionField('relationshipChanged', (t) =>
  t.field({
    type: RelationshipChangedResult,
    description:
      'Who is known and why, as it changes: first what came after `since`, then each change as it happens, none left ' +
      'out and none twice. Keep the `cursor` of the last one; a subscription that breaks goes on with it, here or on ' +
      'another gateway.',
    args: { since: t.arg(since) },
    subscribe: (_subscription, given, context) =>
      follow(given.since, context, (change) => (isRelationshipChange(change.kind) ? (change as ToldChange) : null)),
    resolve: shown,
  }),
)

type Received = { readonly chatId: string; readonly messageId: string; readonly sequence: number }

const MessageReceivedType = builder.objectRef<Received>('MessageReceived').implement({
  description: 'A message that is new, written by anybody, the account’s owner included.',
  fields: (t) => ({
    cursor: t.field({
      type: 'ChangeCursor',
      description: 'Its place in the change log.',
      resolve: ({ sequence }, _arguments, { viewer }) => formatChangeCursor(viewer.workspaceId, sequence),
    }),
    receivedMessage: t.field({
      type: MessageType,
      nullable: true,
      description: 'The message. Null when it is gone since.',
      resolve: loadMessage,
    }),
    message: t.field({
      type: MessageType,
      nullable: true,
      description: 'The same as `receivedMessage`. Null when it is gone since.',
      deprecationReason: 'Use `receivedMessage`, which can stand beside `... on Problem { message }`.',
      resolve: loadMessage,
    }),
  }),
})

/** Messages that come together are told one after another, and read together with the first. */
const readAhead = 100

function loadMessage({ messageId, sequence }: Received, _arguments: object, { loaders, live }: Context) {
  const next = live.feed.upcoming(sequence, readAhead).flatMap((change) => change.messageId ?? [])
  void loaders.messageById.loadMany(next)
  return loaders.messageById.load(messageId)
}

type Updated = { readonly chatId: string; readonly sequence: number }

const ChatUpdatedType = builder.objectRef<Updated>('ChatUpdated').implement({
  description: 'A chat looks different: what was last said, how much is unread, its name, whether it is archived.',
  fields: (t) => ({
    cursor: t.field({
      type: 'ChangeCursor',
      description: 'The place of the change in the log.',
      resolve: ({ sequence }, _arguments, { viewer }) => formatChangeCursor(viewer.workspaceId, sequence),
    }),
    chat: t.field({
      type: ChatType,
      nullable: true,
      description: 'The chat, as it is now. Null when it is gone since.',
      resolve: ({ chatId }, _arguments, { loaders }) => loaders.chatById.load(chatId),
    }),
  }),
})

const MessageReceivedResult = builder.unionType('MessageReceivedResult', {
  description: 'A new message; or, alone, that the cursor given is too old.',
  types: [MessageReceivedType, ChangeCursorExpiredType],
  resolveType: (value) => ('messageId' in value ? MessageReceivedType : ChangeCursorExpiredType),
})

const ChatUpdatedResult = builder.unionType('ChatUpdatedResult', {
  description: 'A chat that changed; or, alone, that the cursor given is too old.',
  types: [ChatUpdatedType, ChangeCursorExpiredType],
  resolveType: (value) => ('chatId' in value ? ChatUpdatedType : ChangeCursorExpiredType),
})

const chatArgument = 'Those in this chat alone, by its `id`.'
const accountArgument = 'Those of this account alone, by its `id`.'

builder.subscriptionFields((t) => ({
  messageReceived: t.field({
    type: MessageReceivedResult,
    description: 'Messages as they come, on all of your accounts. What the first sync reads is not among them.',
    args: {
      chat: t.arg.id({ description: chatArgument }),
      account: t.arg.id({ description: accountArgument }),
      since: t.arg(since),
    },
    subscribe: (_subscription, given, context) => {
      const wanted = readWanted(given, context)
      return follow(given.since, context, (change): Received | null => {
        const { kind, chatId, messageId, sequence } = change
        if (kind !== 'MESSAGE_RECEIVED' || chatId === null || messageId === null) return null
        return wanted(change) ? { chatId, messageId, sequence } : null
      })
    },
    resolve: shown,
  }),
  chatUpdated: t.field({
    type: ChatUpdatedResult,
    description: 'Chats as they change, on all of your accounts: enough to keep an inbox up to date.',
    args: {
      chat: t.arg.id({ description: chatArgument }),
      account: t.arg.id({ description: accountArgument }),
      since: t.arg(since),
    },
    subscribe: (_subscription, given, context) => {
      const wanted = readWanted(given, context)
      return follow(given.since, context, (change): Updated | null => {
        const { kind, chatId, sequence } = change
        if (kind !== 'CHAT_UPDATED' || chatId === null) return null
        return wanted(change) ? { chatId, sequence } : null
      })
    },
    resolve: shown,
  }),
}))

function readWanted(
  { chat, account }: { chat?: string | null | undefined; account?: string | null | undefined },
  context: Context,
): (change: Change) => boolean {
  const chatId = chat == null ? null : readId('chat', chat, 'Chat')
  const accountId = account == null ? null : readAccount('account', account, context).id
  return (change) =>
    (chatId === null || change.chatId === chatId) && (accountId === null || change.accountId === accountId)
}

/** What a client is shown. Throws what went wrong. */
function shown<Item extends object>(told: Told<Item>): Item | ChangeLogRange {
  if ('failed' in told) throw told.failed
  return 'expired' in told ? told.expired : told
}
