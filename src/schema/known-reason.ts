import type {
  ContactReason,
  ExistingChatReason,
  KnownReason,
  ListedReason,
  SharedGroupReason,
} from '../domain/known-status.ts'
import { contactWord, reasonSummary } from '../domain/reason-summary.ts'
import { AccountType } from './account.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { EvidenceSourceEnum, KnownReasonKindEnum } from './enums.ts'
import { chatsByActivity } from './lists.ts'
import { rowsAhead } from './look-ahead.ts'
import { nestedConnection } from './paging.ts'
import { ChatConnection, ChatType } from './refs.ts'
import { toldByStore } from './shape-of.ts'

export const KnownReasonInterface = builder.interfaceRef<KnownReason>('KnownReason').implement({
  description: 'A reason why an account knows a user, with the evidence for it.',
  fields: (t) => ({
    kind: t.expose('kind', { type: KnownReasonKindEnum, description: 'Which reason.' }),
    account: t.expose('account', { type: AccountType, description: 'The account that knows the user.' }),
    observedAt: t.expose('observedAt', { type: 'DateTime', description: 'When the evidence was seen.' }),
    source: t.expose('source', { type: EvidenceSourceEnum, description: 'Where the evidence was read.' }),
    summary: t.string({ description: 'The reason as one sentence in English.', resolve: reasonSummary }),
  }),
  resolveType: ({ kind }) => typeNames[kind],
})

const typeNames = {
  CONTACT: 'ContactReason',
  EXISTING_CHAT: 'ExistingChatReason',
  SHARED_GROUP: 'SharedGroupReason',
  LISTED: 'ListedReason',
} as const

builder.objectRef<ContactReason>(typeNames.CONTACT).implement({
  description: 'The account has the user as contact.',
  interfaces: [KnownReasonInterface],
  fields: (t) => ({
    label: t.string({
      description: 'The provider’s own word: Relation on LinkedIn, Friend on Messenger, Contact elsewhere.',
      extensions: toldByStore,
      resolve: ({ account }) => contactWord(account.provider),
    }),
    since: t.expose('since', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when. Null when the provider does not tell.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When the user was found to be a contact no longer. Null while it holds; see `lastKnown` of Unknown and Undetermined.',
    }),
  }),
})

builder.objectRef<ExistingChatReason>(typeNames.EXISTING_CHAT).implement({
  description: 'The account and the user have a chat of their own. Adverts do not count.',
  interfaces: [KnownReasonInterface],
  fields: (t) => ({
    chat: t.field({
      type: ChatType,
      description: 'The most recently active one, when there are several.',
      extensions: toldByStore,
      resolve: chatOf,
    }),
    lastActivityAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When something was last said in it. Null when nothing was.',
      extensions: toldByStore,
      resolve: async (reason, _arguments, context) => (await chatOf(reason, {}, context)).lastActivityAt,
    }),
  }),
})

async function chatOf({ chatId }: ExistingChatReason, _arguments: object, { loaders }: Context) {
  const chat = await loaders.chatById.load(chatId)
  if (!chat) throw new Error(`Chat ${chatId} is evidence, but is gone`)
  return chat
}

builder.objectRef<SharedGroupReason>(typeNames.SHARED_GROUP).implement({
  description: 'The account and the user are in the same group.',
  interfaces: [KnownReasonInterface],
  fields: (t) => ({
    groups: t.connection(
      {
        type: ChatType,
        description: 'The groups they share, the most recently active first.',
        extensions: toldByStore,
        resolve: ({ attendeeId: parentId }, given, context, info) => {
          const filter = { kind: 'GROUP', unread: null, archived: null } as const
          const asked = { parentId, filter, given, ...rowsAhead(info, context, chatsByActivity) }
          return nestedConnection(context.loaders.chatsOfAttendee, chatsByActivity, asked)
        },
      },
      ChatConnection,
    ),
  }),
})

builder.objectRef<ListedReason>(typeNames.LISTED).implement({
  description: 'Upstream lists the user for the account; being listed is the evidence until a better reason is seen.',
  interfaces: [KnownReasonInterface],
})
