import type { Account } from '../domain/account.ts'
import type { Identifier, UserKind } from '../domain/identifier.ts'
import type { IdentifierCandidate, ParsedIdentifier, ProviderCandidate } from '../domain/identifier-candidate.ts'
import type { Provider } from '../domain/provider.ts'
import type { User } from '../domain/user.ts'
import { meanings } from '../providers/meanings.ts'
import { type ParseIdentifierOptions, parseIdentifier } from '../providers/parse-identifier.ts'
import { isUnipileId } from '../providers/unipile-id.ts'
import type { Context } from './context.ts'
import { parseGlobalId } from './global-id.ts'
import { findMeant, findPossible, type Owner } from './meant-users.ts'
import { readCountry } from './pasted-text.ts'
import { userNotFound } from './user-not-found.ts'
import { ambiguous, invalid, type Nobody } from './user-result.ts'

type ProviderId = {
  readonly provider: Provider
  readonly kind?: UserKind | null | undefined
  readonly value: string
}
type PastedText = {
  readonly text: string
  readonly provider?: Provider | null | undefined
  readonly kind?: UserKind | null | undefined
  readonly country?: string | null | undefined
}
type PhoneRef = { readonly number: string; readonly provider?: Provider | null | undefined }
export type UserRef = {
  readonly id?: string | null | undefined
  readonly unipileId?: string | null | undefined
  readonly internalId?: ProviderId | null | undefined
  readonly publicId?: ProviderId | null | undefined
  readonly phone?: PhoneRef | null | undefined
  readonly text?: PastedText | null | undefined
}

/** Who a ref names: a user that was read, the name of somebody who was not, or nobody, and why. */
export type RefMeaning = { readonly user: User } | { readonly identifier: Identifier } | { readonly refusal: Nobody }

/**
 * Reads a ref, asking nobody but the store. `argument` is where it was given; a text that is not said to be of a
 * network is of `account`'s when that is given.
 */
export async function readUserRef(
  argument: string,
  ref: UserRef,
  account: Account | null,
  context: Context,
): Promise<RefMeaning> {
  if (ref.id != null) return readId(`${argument}.id`, ref.id, context)
  if (ref.unipileId != null) return readUnipileId(`${argument}.unipileId`, ref.unipileId, context)
  if (ref.phone) {
    const { number, provider } = ref.phone
    return readPasted(`${argument}.phone.number`, number, { provider, kind: 'PROVIDER_PUBLIC_ID' }, account, context)
  }
  if (ref.text) {
    const { text, provider, kind, country } = ref.text
    const defaultCountry = readCountry(`${argument}.text.country`, country) ?? account?.defaultCountry
    const options = { provider, userKind: kind, defaultCountry }
    return readPasted(`${argument}.text.text`, text, options, account, context)
  }
  const [field, kind, given] = ref.internalId
    ? (['internalId', 'PROVIDER_INTERNAL_ID', ref.internalId] as const)
    : (['publicId', 'PROVIDER_PUBLIC_ID', ref.publicId] as const)
  if (!given) return { refusal: userNotFound }
  const options = { provider: given.provider, kind, userKind: given.kind ?? 'PERSON' } as const
  return readPasted(`${argument}.${field}.value`, given.value, options, account, context)
}

async function readId(argument: string, id: string, { loaders }: Context): Promise<RefMeaning> {
  const parsed = parseGlobalId(id)
  if (parsed?.type !== 'User') return { refusal: invalid(argument, id, 'must be the id of a User, as `id` gives it.') }
  const user = await loaders.userById.load(parsed.id)
  return user ? { user } : { refusal: userNotFound }
}

async function readUnipileId(argument: string, unipileId: string, context: Context): Promise<RefMeaning> {
  if (!isUnipileId(unipileId)) return { refusal: invalid(argument, unipileId, 'can be no Unipile ID.') }
  const [user] = await findMeant({ identifiers: [], unipileId }, context)
  return user ? { user } : { refusal: userNotFound }
}

/** What may be of any network is of the account's, as `parseIdentifier` reads it. */
async function readPasted(
  argument: string,
  text: string,
  options: ParseIdentifierOptions,
  account: Account | null,
  context: Context,
): Promise<RefMeaning> {
  const provider = options.provider ?? account?.provider
  const parsed = parseIdentifier(text, { ...options, provider })
  const [meaning, another] = meanings(parsed.candidates)
  if (!meaning) return { refusal: invalid(argument, text, `can name nobody${where(options, account)}: ${why(parsed)}`) }
  if (another) return { refusal: ambiguous(argument, text, parsed.candidates) }
  const owners = await findPossible(meaning, context)
  const [owner] = owners
  if (owners.length > 1) return { refusal: ambiguous(argument, text, owners.flatMap(namesOf)) }
  if (owner) return { user: owner.user }
  const identifier = meaning.candidates.find((candidate) => candidate.kind !== 'UNIPILE_ID')
  return identifier ? { identifier: nameIn(identifier) } : { refusal: userNotFound }
}

/** The name that leads to this user and to no other. */
function namesOf({ name }: Owner): readonly IdentifierCandidate[] {
  return name ? parseIdentifier(name.value, name).candidates : []
}

function nameIn({ provider, userKind, kind, scope, value }: ProviderCandidate): Identifier {
  return { provider, userKind, kind, scope, value }
}

/** Where a text was looked for that says nothing of it itself. */
function where({ provider }: ParseIdentifierOptions, account: Account | null): string {
  return account && !provider ? ' on the network of the account' : ''
}

function why({ refusals }: ParsedIdentifier): string {
  return refusals[0]?.because ?? 'it is of another kind.'
}
