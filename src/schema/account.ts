import type { AccountStatus } from '../domain/account.ts'
import { accountSync } from '../domain/account-sync.ts'
import type { Provider } from '../domain/provider.ts'
import { AccountSyncType } from './account-sync.ts'
import { BudgetType } from './budget.ts'
import { builder } from './builder.ts'
import { AccountStatusEnum, ProviderEnum } from './enums.ts'
import { attendeesBy } from './lists.ts'
import { rowsAhead } from './look-ahead.ts'
import { nestedConnection } from './paging.ts'
import { AttendeeConnection, AttendeeType, UserType } from './refs.ts'
import { toldByStore } from './shape-of.ts'

export const AccountType = builder.prismaNode('Account', {
  id: { field: 'id' },
  description: 'A login connected at a provider, through which people are known and reached.',
  fields: (t) => ({
    unipileId: t.exposeID('unipileId', { description: 'The id of the account in Unipile’s REST API.' }),
    provider: t.field({
      type: ProviderEnum,
      description: 'The network that the account is on.',
      extensions: toldByStore,
      resolve: ({ provider }) => provider as Provider,
    }),
    name: t.exposeString('name', { description: 'What the account is called: often its owner’s name or number.' }),
    status: t.field({
      type: AccountStatusEnum,
      description: 'Whether the account can be used.',
      extensions: toldByStore,
      resolve: ({ status }) => status as AccountStatus,
    }),
    products: t.exposeStringList('products', {
      description: 'Paid products of the provider that the account may use: `SALES_NAVIGATOR`, `RECRUITER`.',
    }),
    connectedAt: t.expose('connectedAt', { type: 'DateTime', description: 'When the account was connected.' }),
    defaultCountry: t.exposeString('defaultCountry', {
      nullable: true,
      description:
        'ISO 3166 code (`FR`) of the country whose national phone numbers are meant when a text is read for this ' +
        'account. Null when none is: then such numbers name nobody.',
    }),
    owner: t.field({
      type: UserType,
      nullable: true,
      description: 'The user whose account it is. Null until the account has told.',
      resolve: async ({ id, provider, ownerProviderId: value }, _arguments, { loaders }) => {
        // What the account calls its owner may be another name than the one its chats use.
        const owner = await loaders.ownerOfAccount.load(id)
        if (owner) return loaders.userById.load(owner.userId)
        if (value === null) return null
        const name = {
          provider: provider as Provider,
          userKind: 'PERSON',
          kind: 'PROVIDER_INTERNAL_ID',
          value,
        } as const
        return loaders.identifierOwner.load(name)
      },
    }),
    sync: t.field({
      type: AccountSyncType,
      description: 'What has been read of the account: its past, and since then what is new.',
      resolve: async ({ id }, _arguments, { loaders, now }) => {
        const found = await loaders.accountSync.load(id)
        return accountSync(found?.streams ?? [], found?.reading ?? null, now())
      },
    }),
    budgets: t.field({
      type: [BudgetType],
      description: 'What the account may still ask its provider: one entry for each method and window.',
      resolve: ({ id, unipileId, provider, status }, _arguments, { lookups }) =>
        lookups.budgetsOf({ id, unipileId, provider: provider as Provider, status: status as AccountStatus }),
    }),
    attendees: t.connection(
      {
        type: AttendeeType,
        description:
          'Everybody the account knows, except its owner, by name. Contacts whom its contact list alone shows have no ' +
          'attendee yet, and are not among them.',
        resolve: ({ id }, given, context, info) => {
          const rows = rowsAhead(info, context, attendeesBy.NAME)
          const asked = { parentId: String(id), filter: null, given, ...rows }
          return nestedConnection(context.loaders.attendeesOfAccount, attendeesBy.NAME, asked)
        },
      },
      AttendeeConnection,
    ),
  }),
})
