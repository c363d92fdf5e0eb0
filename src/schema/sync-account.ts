import { watchSync } from '../loaders/watch-sync.ts'
import { AccountType } from './account.ts'
import { accountOf } from './account-of.ts'
import { readAccount } from './arguments.ts'
import { builder } from './builder.ts'

const SyncAccountInput = builder.inputType('SyncAccountInput', {
  description: 'Which account to read.',
  fields: (t) => ({
    account: t.id({ required: true, description: 'The `id` of one of your accounts.' }),
    whole: t.boolean({
      defaultValue: false,
      description:
        'Compare its lists whole, to find which contacts, chats and members are gone, and read its contacts whatever ' +
        'the hour. Costs the account some live lookups.',
    }),
  }),
})

type Requested = { readonly accountId: number }

const AccountSyncRequestedType = builder.objectRef<Requested>('AccountSyncRequested').implement({
  description: 'The account is read as soon as possible; `syncProgress` tells how far that has come.',
  fields: (t) => ({
    account: t.field({
      type: AccountType,
      description: 'The account.',
      resolve: ({ accountId }, _arguments, context) => accountOf(context, accountId),
    }),
  }),
})

builder.mutationField('syncAccount', (t) =>
  t.field({
    type: AccountSyncRequestedType,
    description:
      'Has an account read for what is new, without waiting for its turn. The contact list of LinkedIn, which watches ' +
      'how often that is read, is left out until six hours have passed since it was last read, unless an invitation ' +
      'has an outcome that nobody knows.',
    args: { input: t.arg({ type: SyncAccountInput, required: true, description: 'Which account.' }) },
    resolve: async (_mutation, { input }, context): Promise<Requested> => {
      const { id } = readAccount('input.account', input.account, context)
      await context.live.requestReading(id, input.whole ?? false)
      return { accountId: id }
    },
  }),
)

builder.subscriptionField('syncProgress', (t) =>
  t.field({
    type: AccountType,
    description: 'An account as it is, then again whenever its `sync` or `status` is different.',
    args: { account: t.arg.id({ description: 'This account alone, by its `id`; any of yours when left out.' }) },
    subscribe: (_subscription, { account }, context) =>
      watchSync(context, account == null ? null : readAccount('account', account, context).id),
    resolve: (accountId, _arguments, context) => accountOf(context, accountId),
  }),
)
