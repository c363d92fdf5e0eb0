import type { Account } from '../domain/account.ts'
import { type Page, type PageRequest, toPage } from '../domain/page.ts'
import { AccountType } from './account.ts'
import { readId } from './arguments.ts'
import { builder } from './builder.ts'
import { accountsById } from './lists.ts'
import { readPage, toConnection } from './paging.ts'

const AccountConnection = builder.connectionObject(
  { type: AccountType, name: 'AccountConnection', description: 'A page of accounts.' },
  { name: 'AccountEdge', description: 'An account in a list.' },
)

/** A field with the viewer's accounts, which are in memory already. */
export function accountConnection<Parent>(t: Pick<Fields<Parent>, 'connection'>, description: string) {
  return t.connection(
    {
      type: AccountType,
      description,
      resolve: (_parent, given, { viewer: { accounts } }) =>
        toConnection(pageOf(accounts, readPage(given, accountsById)), accountsById, () => accounts.length),
    },
    AccountConnection,
  )
}

type Fields<Parent> = PothosSchemaTypes.FieldBuilder<(typeof builder)['$inferSchemaTypes'], Parent>

function pageOf(accounts: readonly Account[], page: PageRequest): Page<Account> {
  const inRange = accounts.filter(
    ({ id }) => (!page.after || id > Number(page.after.id)) && (!page.before || id < Number(page.before.id)),
  )
  return toPage((page.fromEnd ? inRange.reverse() : inRange).slice(0, page.size + 1), page)
}

builder.queryFields((t) => ({
  accounts: accountConnection(t, 'The accounts whose people and chats you see.'),
  account: t.field({
    type: AccountType,
    nullable: true,
    description:
      'One of your accounts. Null when you have none with this id. A text that is no id of an account is an error.',
    args: { id: t.arg.id({ required: true, description: 'The account’s `id`.' }) },
    resolve: (_query, { id }, { loaders }) => loaders.accountById(Number(readId('id', id, 'Account'))),
  }),
}))
