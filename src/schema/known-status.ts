import type { Account } from '../domain/account.ts'
import {
  formerlyKnown,
  type Known,
  type KnownReasonKind,
  type KnownStatus,
  type Self,
  type Undetermined,
  type Unknown,
} from '../domain/known-status.ts'
import { AccountType } from './account.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { KnownReasonKindEnum, UndeterminedReasonEnum, UnknownReasonEnum } from './enums.ts'
import { KnownReasonInterface } from './known-reason.ts'
import { toldByStore } from './shape-of.ts'

const KnownType = builder.objectRef<Known>('Known').implement({
  description: 'The user is known. All reasons that hold are kept.',
  fields: (t) => ({
    primary: t.field({
      type: KnownReasonInterface,
      description: 'The weightiest reason: a contact with a chat is known as a contact first.',
      extensions: toldByStore,
      resolve: ({ reasons }) => reasons[0],
    }),
    reasons: t.expose('reasons', {
      type: [KnownReasonInterface],
      description: 'Every reason that holds on any account concerned, the weightiest first.',
    }),
    since: t.expose('since', {
      type: 'DateTime',
      nullable: true,
      description: 'The earliest moment that any of the evidence dates it to. Null when none tells since when.',
    }),
  }),
})

/** Whom a verdict is about, and by which accounts; they could find out more. */
type Concerning = { readonly userId?: string; readonly accounts?: readonly Account[] }

const lastKnown = {
  type: KnownType,
  nullable: true,
  description:
    'How the accounts concerned knew the user until that ended: as contacts, the latest first (`ContactReason.endedAt`). ' +
    'Null when no contact has ended; chats and groups that are gone are not told.',
  resolve: async ({ userId, accounts = [] }: Concerning, _arguments: object, { loaders }: Context) => {
    if (!userId) return null
    const ended = await loaders.endedContactsByUser.load(userId)
    return formerlyKnown(
      accounts.flatMap((account) => {
        const contact = ended.find(({ accountId }) => accountId === account.id)
        return contact ? [{ account, contact }] : []
      }),
    )
  },
} as const

const waysToBecomeKnown: readonly KnownReasonKind[] = ['EXISTING_CHAT', 'CONTACT', 'SHARED_GROUP']

const UnknownType = builder.objectRef<Unknown & Concerning>('Unknown').implement({
  description: 'No account concerned knows the user, who does exist.',
  fields: (t) => ({
    because: t.expose('because', { type: UnknownReasonEnum, description: 'What the provider showed of them.' }),
    observedAt: t.expose('observedAt', { type: 'DateTime', description: 'When the provider was asked.' }),
    becomesKnownBy: t.field({
      type: [KnownReasonKindEnum],
      description: 'What would make the user known; starting a chat does so at once.',
      resolve: () => waysToBecomeKnown,
    }),
    lastKnown: t.field(lastKnown),
  }),
})

const UndeterminedType = builder.objectRef<Undetermined & Concerning>('Undetermined').implement({
  description: 'It can’t be told yet whether the user is known.',
  fields: (t) => ({
    because: t.expose('because', { type: UndeterminedReasonEnum, description: 'What is missing.' }),
    retryAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When a lookup could tell. Null when one could now, or when it is not a lookup that is missing.',
      resolve: ({ because, accounts = [] }, _arguments, { lookups }) =>
        because === 'NOT_LOOKED_UP' ? lookups.retryAt(accounts) : null,
    }),
    lastKnown: t.field(lastKnown),
  }),
})

const SelfType = builder.objectRef<Self>('Self').implement({
  description: 'The user is the owner of the account, whom it neither knows nor does not know.',
  fields: (t) => ({
    account: t.expose('account', { type: AccountType, description: 'The account that is the user’s own.' }),
  }),
})

const types = { KNOWN: KnownType, UNKNOWN: UnknownType, UNDETERMINED: UndeterminedType, SELF: SelfType }

export const KnownStatusUnion = builder.unionType('KnownStatus', {
  description:
    'Whether and why a user is known, derived when it is read from what was observed. Telling it never asks a provider.',
  types: Object.values(types),
  resolveType: ({ verdict }: KnownStatus) => types[verdict],
})
