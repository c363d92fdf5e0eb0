import type { ObjectFieldsShape } from '@pothos/core'
import type { Change, IdentifierChange, RelationshipChangeKind, ToldReason } from '../domain/change.ts'
import type { Chat } from '../domain/chat.ts'
import { AccountType } from './account.ts'
import { accountOf } from './account-of.ts'
import { builder } from './builder.ts'
import { formatChangeCursor } from './change-cursor.ts'
import type { Context } from './context.ts'
import { EvidenceSourceEnum, IdentifierKindEnum, KnownReasonKindEnum } from './enums.ts'
import { formatGlobalId } from './global-id.ts'
import { findIdentityJoin, IdentityJoinType } from './identity-join.ts'
import { ChatType, MessageType, UserType } from './refs.ts'

/** A change as clients see it: an entry of the log, or one that a mutation has just brought about. */
export type ToldChange = Omit<Change, 'kind'> & { readonly kind: RelationshipChangeKind }

export const RelationshipChangeInterface = builder.interfaceRef<ToldChange>('RelationshipChange').implement({
  description:
    'A change of who is known, and why. Being listed alone is not told as a reason: whoever is known, and of whom no told ' +
    'reason holds, is known by that (LISTED, or a CONTACT that is INFERRED from it). Such a CONTACT is told as added with ' +
    'the first chat or group, beside which it stays.',
  resolveType: ({ kind }) => typeName(kind),
  fields: (t) => ({
    cursor: t.field({
      type: 'ChangeCursor',
      description: 'The place of the change in the log: what follows is read with it.',
      resolve: ({ sequence }, _arguments, { viewer }) => formatChangeCursor(viewer.workspaceId, sequence),
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When Acquaint learned of it.' }),
  }),
})

/** `BECAME_KNOWN` is told by the type `BecameKnown`, and so on. */
export function typeName(kind: RelationshipChangeKind): string {
  return kind.replaceAll(/([A-Z])([A-Z]*)_?/g, (_word, first: string, others: string) => first + others.toLowerCase())
}

type Types = (typeof builder)['$inferSchemaTypes']
type Fields = PothosSchemaTypes.ObjectFieldBuilder<Types, ToldChange>

function changeType(name: string, description: string, fields: ObjectFieldsShape<Types, ToldChange>) {
  return builder
    .objectRef<ToldChange>(name)
    .implement({ description, interfaces: [RelationshipChangeInterface], fields })
}

const user = (t: Fields, description = 'Who it is about.') =>
  t.field({ type: UserType, description, resolve: ({ userId }, _arguments, context) => loadUser(userId, context) })

const account = (t: Fields) =>
  t.field({
    type: AccountType,
    description: 'On whose account.',
    resolve: ({ accountId }, _arguments, context) => accountOf(context, accountId),
  })

const chat = (t: Fields, description: string) =>
  t.field({ type: ChatType, nullable: true, description, resolve: loadChat })

const source = (t: Fields) =>
  t.expose('source', {
    type: EvidenceSourceEnum,
    nullable: true,
    description: 'Where it was read. Null when it was read nowhere, as in the answer of a mutation.',
  })

const reason = (t: Fields, description: string) =>
  t.field({ type: KnownReasonKindEnum, description, resolve: ({ reason: told }) => told as ToldReason })

export const ChatStartedType = changeType('ChatStarted', 'A chat between the account and the user begins.', (t) => ({
  user: user(t, 'The other party; known from now on.'),
  account: account(t),
  chat: chat(t, 'The chat. Null while upstream has not told it, and when it is gone since.'),
  sentMessage: t.field({
    type: MessageType,
    nullable: true,
    description: 'The message that a mutation sent in it. Null when it sent none, or upstream has not told it yet.',
    resolve: ({ messageId }, _arguments, { loaders }) =>
      messageId === null ? null : loaders.messageById.load(messageId),
  }),
  source: source(t),
}))

export const changeTypes = {
  BECAME_KNOWN: changeType(
    'BecameKnown',
    'The account knows the user, whom it did not know. Why follows, unless it is by being listed alone.',
    (t) => ({
      user: user(t),
      account: account(t),
    }),
  ),
  BECAME_UNKNOWN: changeType('BecameUnknown', 'Nothing is left by which the account knew the user.', (t) => ({
    user: user(t),
    account: account(t),
  })),
  REASON_ADDED: changeType('ReasonAdded', 'There is one more reason for which the account knows the user.', (t) => ({
    user: user(t),
    account: account(t),
    reason: reason(t, 'The reason that holds from now on.'),
    chat: chat(t, 'The chat or group that shows it. Null for contacts, and when it is gone since.'),
    source: source(t),
  })),
  REASON_LOST: changeType('ReasonLost', 'A reason for which the account knew the user holds no longer.', (t) => ({
    user: user(t),
    account: account(t),
    reason: reason(t, 'The reason that does not hold any more.'),
  })),
  CHAT_STARTED: ChatStartedType,
  JOINED_SHARED_GROUP: changeType('JoinedSharedGroup', 'The user is in a group that the account is in.', (t) => ({
    user: user(t),
    account: account(t),
    group: chat(t, 'The group. Null when it is gone since.'),
    source: source(t),
  })),
  IDENTITY_JOINED: changeType('IdentityJoined', 'Two users were found to be one.', (t) => ({
    user: user(t, 'The user that both are from now on.'),
    formerUserId: formerUserId(t, 'The `id` of the other; it goes on answering, with this user.'),
    join: join(t),
  })),
  IDENTITY_SPLIT: changeType(
    'IdentitySplit',
    'A join of two users was taken apart. Whoever was joined to them since, and is another’s by that, is told as joined again.',
    (t) => ({
      user: user(t, 'The user that had been both.'),
      other: t.field({
        type: UserType,
        description: 'The user that is its own again.',
        resolve: ({ otherUserId }, _arguments, context) => loadUser(otherUserId, context),
      }),
      join: join(t),
    }),
  ),
  IDENTIFIER_CHANGED: changeType('IdentifierChanged', 'The user goes by another identifier than before.', (t) => ({
    user: user(t),
    kind: t.field({
      type: IdentifierKindEnum,
      description: 'Which of the user’s names changed.',
      resolve: ({ detail }) => (detail as IdentifierChange).identifier,
    }),
    before: t.string({
      description: 'What it was. Somebody else may have it now.',
      resolve: ({ detail }) => (detail as IdentifierChange).before,
    }),
    now: t.string({
      nullable: true,
      description: 'What it is now. Null when none is known.',
      resolve: ({ detail }) => (detail as IdentifierChange).now,
    }),
  })),
  SNAPSHOT_COMPLETED: changeType(
    'SnapshotCompleted',
    'The first sync of an account has read all that explains whom it knows. What it found is not told one by one: ' +
      'read the lists again.',
    (t) => ({ account: account(t) }),
  ),
} satisfies Record<RelationshipChangeKind, unknown>

function formerUserId(t: Fields, description: string) {
  return t.id({ description, resolve: ({ otherUserId }) => formatGlobalId('User', otherUserId ?? '') })
}

function join(t: Fields) {
  return t.field({
    type: IdentityJoinType,
    nullable: true,
    description: 'The join, with its proof. Null when it is kept no longer.',
    resolve: ({ detail }, _arguments, context) => findIdentityJoin((detail as { joinId: string }).joinId, context),
  })
}

async function loadUser(userId: string | null, { loaders }: Context) {
  const found = userId === null ? null : await loaders.userById.load(userId)
  if (!found) throw new Error(`User ${userId} is in the change log, but gone`)
  return found
}

async function loadChat({ chatId }: ToldChange, _arguments: object, { loaders }: Context): Promise<Chat | null> {
  return chatId === null ? null : loaders.chatById.load(chatId)
}
