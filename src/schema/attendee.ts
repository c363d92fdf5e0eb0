import { type Attendee, evidenceFields, unipileIdOf } from '../domain/attendee.ts'
import { knownStatus } from '../domain/known-status.ts'
import { AccountType } from './account.ts'
import { accountOf } from './account-of.ts'
import { builder } from './builder.ts'
import { chatFilterArguments, readChatFilter } from './chat-filter.ts'
import { IdentifierUnion } from './identifier.ts'
import { KnownStatusUnion } from './known-status.ts'
import { chatsByActivity } from './lists.ts'
import { reads, rowsAhead } from './look-ahead.ts'
import { nestedConnection } from './paging.ts'
import { AttendeeType, ChatConnection, ChatType, UserType } from './refs.ts'
import { toldByStore } from './shape-of.ts'
import { userOf } from './user-of.ts'

builder.node(AttendeeType, {
  id: { resolve: ({ id }) => id },
  description: 'A user that one of your accounts knows.',
  fields: (t) => ({
    unipileId: t.exposeID('unipileId', {
      description: 'The id of the attendee in Unipile’s REST API: `fmKoEldzsiGZYkTAWJ6P2A`.',
    }),
    account: t.field({
      type: AccountType,
      description: 'The account that knows the user.',
      extensions: { ...reads<Attendee>('accountId'), ...toldByStore },
      resolve: ({ accountId }, _arguments, context) => accountOf(context, accountId),
    }),
    user: t.field({
      type: UserType,
      description: 'The user who is known.',
      extensions: { ...reads<Attendee>('userId'), ...toldByStore },
      resolve: userOf,
    }),
    displayName: t.exposeString('displayName', { description: 'The name as this account sees it; may be empty.' }),
    headline: t.exposeString('headline', {
      nullable: true,
      description: 'What the user writes below the name. Null when nothing is.',
    }),
    pictureUrl: t.expose('pictureUrl', {
      type: 'URL',
      nullable: true,
      description: 'The picture as this account sees it. Null when it sees none.',
    }),
    isSelf: t.exposeBoolean('isSelf', { description: 'Whether it is the owner of the account.' }),
    identifiers: t.field({
      type: [IdentifierUnion],
      description: 'Every name for the user that this account can use: internal IDs, public IDs, its own Unipile ID.',
      extensions: {
        ...reads<Attendee>('userId', 'accountId', 'unipileId', 'listedAt', 'listedSource'),
        ...toldByStore,
      },
      resolve: async (attendee, _arguments, context) => {
        const own = await context.loaders.identifiersByUser.load(attendee.userId)
        const { provider } = accountOf(context, attendee.accountId)
        // All identifiers of a user are those of a person, or all of a company.
        return [...own, unipileIdOf(attendee, { provider, userKind: own[0]?.userKind ?? 'PERSON' })]
      },
    }),
    knownStatus: t.field({
      type: KnownStatusUnion,
      description: 'Why this account knows the user. Always Known, but for the owner of the account, who is Self.',
      extensions: { ...reads<Attendee>(...evidenceFields), ...toldByStore },
      resolve: (attendee, _arguments, context) => {
        const account = accountOf(context, attendee.accountId)
        return knownStatus([{ account, attendees: [attendee], contact: null, profile: null }])
      },
    }),
    chats: t.connection(
      {
        type: ChatType,
        description: 'The account’s chats with the user in them, the most recently active first.',
        args: chatFilterArguments(t),
        extensions: { ...reads<Attendee>('id'), ...toldByStore },
        resolve: ({ id: parentId }, given, context, info) => {
          const asked = {
            parentId,
            filter: readChatFilter(given),
            given,
            ...rowsAhead(info, context, chatsByActivity),
          }
          return nestedConnection(context.loaders.chatsOfAttendee, chatsByActivity, asked)
        },
      },
      ChatConnection,
    ),
    lastInteractionAt: t.expose('lastInteractionAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When something was last said between the two of them. Null when nothing was.',
    }),
  }),
})
