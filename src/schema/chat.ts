import type { Chat } from '../domain/chat.ts'
import { AccountType } from './account.ts'
import { accountOf } from './account-of.ts'
import { builder } from './builder.ts'
import { ChatKindEnum, ProviderEnum } from './enums.ts'
import { attendeesById, messagesByTime } from './lists.ts'
import { reads, rowsAhead } from './look-ahead.ts'
import { nestedConnection } from './paging.ts'
import { AttendeeConnection, AttendeeType, ChatType, MessageConnection, MessageType } from './refs.ts'
import { toldByStore } from './shape-of.ts'

builder.node(ChatType, {
  id: { resolve: ({ id }) => id },
  description: 'A conversation of one of your accounts.',
  fields: (t) => ({
    unipileId: t.exposeID('unipileId', { description: 'The id of the chat in Unipile’s REST API.' }),
    account: t.field({
      type: AccountType,
      description: 'The account whose chat it is.',
      extensions: { ...reads<Chat>('accountId'), ...toldByStore },
      resolve: ({ accountId }, _arguments, context) => accountOf(context, accountId),
    }),
    provider: t.field({
      type: ProviderEnum,
      description: 'The network it takes place on.',
      extensions: { ...reads<Chat>('accountId'), ...toldByStore },
      resolve: ({ accountId }, _arguments, context) => accountOf(context, accountId).provider,
    }),
    kind: t.expose('kind', { type: ChatKindEnum, description: 'Between two, a group, or one to many.' }),
    name: t.exposeString('name', { nullable: true, description: 'Its own name. Null in most chats between two.' }),
    subject: t.exposeString('subject', {
      nullable: true,
      description: 'What it is about, where the provider asks. Null elsewhere.',
    }),
    with: t.field({
      type: AttendeeType,
      nullable: true,
      description: 'The other party of a DIRECT chat. Null in others, and until upstream lists them.',
      extensions: { ...reads<Chat>('accountId', 'peerProviderId'), ...toldByStore },
      resolve: ({ accountId, peerProviderId: providerId }, _arguments, { loaders }) =>
        providerId === null ? null : loaders.attendeeByAddress.load({ accountId, providerId }),
    }),
    participants: t.connection(
      {
        type: AttendeeType,
        description: 'Who is in it, as far as they were listed.',
        extensions: { ...reads<Chat>('id'), ...toldByStore },
        resolve: ({ id: parentId }, given, context, info) => {
          const asked = { parentId, filter: null, given, ...rowsAhead(info, context, attendeesById) }
          return nestedConnection(context.loaders.participantsOfChat, attendeesById, asked)
        },
      },
      AttendeeConnection,
    ),
    lastActivityAt: t.expose('lastActivityAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When something last happened in it. Null when nothing ever did.',
    }),
    lastMessage: t.field({
      type: MessageType,
      nullable: true,
      description: 'The latest message. Null when there is none.',
      extensions: { ...reads<Chat>('id'), ...toldByStore },
      resolve: ({ id }, _arguments, { loaders }) => loaders.lastMessageByChat.load(id),
    }),
    messages: t.connection(
      {
        type: MessageType,
        description: 'What was said, the latest first.',
        extensions: { ...reads<Chat>('id'), ...toldByStore },
        resolve: ({ id: parentId }, given, context, info) => {
          const asked = { parentId, filter: null, given, ...rowsAhead(info, context, messagesByTime) }
          return nestedConnection(context.loaders.messagesOfChat, messagesByTime, asked)
        },
      },
      MessageConnection,
    ),
    unreadCount: t.exposeInt('unreadCount', { description: 'How many messages the account has not read.' }),
    archived: t.exposeBoolean('archived', { description: 'Whether the account has archived it.' }),
    pinned: t.exposeBoolean('pinned', { description: 'Whether the account has pinned it.' }),
    mutedUntil: t.expose('mutedUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when it is muted. Null when it is not, or for ever.',
    }),
    mutedForever: t.exposeBoolean('mutedForever', { description: 'Whether it is muted without end.' }),
    readOnly: t.exposeBoolean('readOnly', { description: 'Whether the account can’t write in it.' }),
    contentType: t.exposeString('contentType', {
      nullable: true,
      description:
        'Upstream’s word for special chats: `inmail`, `sponsored`, …. New words can turn up. Null for ordinary ones.',
    }),
  }),
})
