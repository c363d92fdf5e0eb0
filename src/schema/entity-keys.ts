import type { Account } from '../domain/account.ts'
import type { Attendee } from '../domain/attendee.ts'
import type { Chat } from '../domain/chat.ts'
import { type IdentifierKind, type UserKind, userKinds } from '../domain/identifier.ts'
import { type Provider, providers } from '../domain/provider.ts'
import type { User } from '../domain/user.ts'
import { meanings } from '../providers/meanings.ts'
import { parseIdentifier } from '../providers/parse-identifier.ts'
import { AccountType } from './account.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { type EntityKey, findByKey } from './entity-key.ts'
import { findMeant } from './meant-users.ts'
import { AttendeeType, ChatType, UserType } from './refs.ts'

const userKeys: readonly EntityKey<User>[] = [
  { fields: ['id'], find: (read, { loaders }) => loaders.userById.load(read.rowId('User')) },
  {
    fields: ['provider', 'internalId'],
    find: (read, context) =>
      findNamed(read.word('provider', providers), userKinds, 'PROVIDER_INTERNAL_ID', read.text('internalId'), context),
  },
  {
    fields: ['provider', 'kind', 'publicId'],
    find: (read, context) => {
      const kinds = [read.word('kind', userKinds)]
      return findNamed(read.word('provider', providers), kinds, 'PROVIDER_PUBLIC_ID', read.text('publicId'), context)
    },
  },
]

const attendeeKeys: readonly EntityKey<Attendee>[] = [
  { fields: ['id'], find: (read, { loaders }) => loaders.attendeeById.load(read.rowId('Attendee')) },
  { fields: ['unipileId'], find: (read, { loaders }) => loaders.attendeeByUnipileId.load(read.text('unipileId')) },
]

const chatKeys: readonly EntityKey<Chat>[] = [
  { fields: ['id'], find: (read, { loaders }) => loaders.chatById.load(read.rowId('Chat')) },
  { fields: ['unipileId'], find: (read, { loaders }) => loaders.chatByUnipileId.load(read.text('unipileId')) },
]

const accountKeys: readonly EntityKey<Account>[] = [
  { fields: ['id'], find: (read, { loaders }) => loaders.accountById(Number(read.rowId('Account'))) },
]

/** The types that other subgraphs can hang fields on, and by which keys they name them. */
export const entities = {
  Account: { ref: AccountType, keys: accountKeys },
  Attendee: { ref: AttendeeType, keys: attendeeKeys },
  Chat: { ref: ChatType, keys: chatKeys },
  User: { ref: UserType, keys: userKeys },
} as const

builder.asEntity(AccountType, entityOptions(accountKeys))
builder.asEntity(AttendeeType, entityOptions(attendeeKeys))
builder.asEntity(ChatType, entityOptions(chatKeys))
builder.asEntity(UserType, entityOptions(userKeys))

function entityOptions<Row>(keys: readonly EntityKey<Row>[]) {
  return {
    key: keys.map(({ fields }) => builder.selection<Record<string, unknown>>(fields.join(' ') as never)),
    resolveReference: (representation: Record<string, unknown>, context: Context) =>
      findByKey('representation', keys, representation, context),
  }
}

/**
 * The user with a provider's identifier as we show it, or written in another way that can mean one user only; null when
 * nobody was read with it.
 */
async function findNamed(
  provider: Provider,
  possibleKinds: readonly UserKind[],
  kind: IdentifierKind,
  value: string,
  context: Context,
): Promise<User | null> {
  const { identifierOwner } = context.loaders
  const shown = possibleKinds.map((userKind) => identifierOwner.load({ provider, userKind, kind, value }))
  const user = (await Promise.all(shown)).find((one) => one !== null)
  if (user) return user
  const { candidates } = parseIdentifier(value, { provider, kind })
  const isPossible = ({ userKind }: { userKind: UserKind | null }) =>
    userKind !== null && possibleKinds.includes(userKind)
  const [only, another] = meanings(candidates.filter(isPossible))
  if (!only || another) return null
  const [found] = await findMeant({ identifiers: only.identifiers, unipileId: null }, context)
  return found ?? null
}
