import type { WriteRefusal, WriteRefused, WriteUnknown } from '../domain/client-write.ts'
import { AccountType } from './account.ts'
import { accountOf } from './account-of.ts'
import { builder } from './builder.ts'
import { ProblemInterface, problemMessage } from './problem.ts'

const WriteRefusalInterface = builder.interfaceRef<WriteRefused>('WriteRefusal').implement({
  interfaces: [ProblemInterface],
  description: 'Why something was not written. Nothing has changed; the same `idempotencyKey` gives the same answer.',
  resolveType: ({ refusal }) => refusals[refusal].name,
  fields: (t) => ({
    account: t.field({
      type: AccountType,
      description: 'The account that was to write.',
      resolve: ({ accountId }, _arguments, context) => accountOf(context, accountId),
    }),
    message: t.string({
      description: problemMessage,
      resolve: ({ refusal }) => refusals[refusal].message,
    }),
  }),
})

type About = { readonly name: string; readonly description: string; readonly message: string }

const refusals: Readonly<Record<WriteRefusal, About>> = {
  NOT_A_CONTACT: {
    name: 'NotAContact',
    description: 'The provider lets the account write to its contacts only, and this is none.',
    message: 'Only contacts can be written to first. Invite them, or use a paid product.',
  },
  RECIPIENT_UNREACHABLE: {
    name: 'RecipientUnreachable',
    description: 'The recipient takes no messages from the account, or does not exist.',
    message: 'The recipient does not take messages from this account, or does not exist.',
  },
  INSUFFICIENT_CREDITS: {
    name: 'InsufficientCredits',
    description: 'The account has no credits, or no subscription, for a message of this kind.',
    message: 'The account has no credits or no subscription for this.',
  },
  CHAT_READ_ONLY: {
    name: 'ChatReadOnly',
    description: 'Nobody can write in this chat, or not this account.',
    message: 'The account can not write in this chat.',
  },
  TARGET_CHANGED: {
    name: 'TargetChanged',
    description: 'The chat leads to somebody else than the client saw. Look at `Chat.replyTarget`, then write again.',
    message: 'The chat leads to somebody else than before. Nothing was sent.',
  },
  ALREADY_CONTACT: {
    name: 'AlreadyContact',
    description: 'The user is a contact of the account already.',
    message: 'They are connected already.',
  },
  NO_INVITATION: {
    name: 'NoInvitation',
    description: 'No invitation from the user waits for the account’s answer.',
    message: 'They have not invited this account, or the invitation was answered or taken back.',
  },
  BUDGET_SPENT: {
    name: 'BudgetSpent',
    description: 'The provider allows the account no more of this for now.',
    message: 'The provider allows the account no more of this for now.',
  },
  RECONNECT_NEEDED: {
    name: 'ReconnectNeeded',
    description: 'The account is logged out at its provider: its owner must log in again.',
    message: 'The owner of the account must log in again.',
  },
  IDENTIFIER_MISSING: {
    name: 'IdentifierMissing',
    description: 'The identifier by which the provider, or the product asked for, takes messages is not known.',
    message:
      'The identifier needed for this is not known. Ask for the user with `lookup: ALWAYS` first; the one of a paid ' +
      'product has to be given, as `internalId`.',
  },
  NOT_SUPPORTED: {
    name: 'NotSupported',
    description:
      'The provider has no such feature, or not for companies: they can’t be invited, and a first message to one needs ' +
      'a topic, which can’t be given here.',
    message: 'The provider has no such feature, or not for companies. These can be written to in a chat there is.',
  },
  KEY_REUSED: {
    name: 'IdempotencyKeyReused',
    description: 'The key was used for something else before.',
    message: 'The idempotencyKey was used for something else. Each thing to write needs a key of its own.',
  },
  REFUSED: {
    name: 'RefusedByProvider',
    description: 'The provider refused it for another reason.',
    message: 'The provider refused it.',
  },
}

/** The type of each refusal. Of a field that several interfaces have, the last one’s resolver counts. */
export const refusalTypes = Object.fromEntries(
  Object.entries(refusals).map(([refusal, { name, description }]) => [
    refusal,
    builder
      .objectRef<WriteRefused>(name)
      .implement({ description, interfaces: [ProblemInterface, WriteRefusalInterface] }),
  ]),
) as Record<WriteRefusal, ReturnType<typeof builder.objectRef<WriteRefused>>>

builder.objectField(refusalTypes.BUDGET_SPENT, 'retryAt', (t) =>
  t.expose('retryAt', { type: 'DateTime', nullable: true, description: 'When it may work. Null when nobody says.' }),
)
builder.objectField(refusalTypes.REFUSED, 'type', (t) =>
  t.exposeString('type', {
    nullable: true,
    description:
      'Upstream’s word for why: `errors/unprocessable_entity`. New ones can turn up. Null when it gave none.',
  }),
)

export const OutcomeUnknownType = builder.objectRef<WriteUnknown>('OutcomeUnknown').implement({
  interfaces: [ProblemInterface],
  description:
    'It went out, and nobody can say what became of it. It is never sent again. Ask again with the same ' +
    '`idempotencyKey`: once it is seen to have happened, the answer says so. A message is seen in its chat, an ' +
    'invitation among those that wait or by the contact that it made, and a chat’s mark on the chat. What did not ' +
    'happen stays unknown, as does an invitation from an Instagram account, whose invitations upstream does not list.',
  fields: (t) => ({
    account: t.field({
      type: AccountType,
      description: 'The account that wrote, or not.',
      resolve: ({ accountId }, _arguments, context) => accountOf(context, accountId),
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it was tried.' }),
    message: t.string({
      description: problemMessage,
      resolve: () => 'It may have happened or not. It is not sent again; ask with the same key later.',
    }),
  }),
})
