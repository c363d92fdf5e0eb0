import type { UserKind } from '../domain/identifier.ts'
import type { Provider } from '../domain/provider.ts'
import type { User } from '../domain/user.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { ProviderEnum, UserKindEnum } from './enums.ts'
import { parseGlobalId } from './global-id.ts'
import { normalisePublicId } from './profile-url.ts'
import { invalid, type UserResult, userNotFound } from './user-result.ts'

const ProviderIdInput = builder.inputType('ProviderIdInput', {
  description: 'A provider’s identifier: it names a user only together with provider and kind.',
  fields: (t) => ({
    provider: t.field({ type: ProviderEnum, required: true, description: 'The network that it is of.' }),
    kind: t.field({
      type: UserKindEnum,
      defaultValue: 'PERSON',
      description: '`/in/unipile` and `/company/unipile` are two users.',
    }),
    value: t.string({
      required: true,
      description: 'The identifier itself; phones and handles may be written with `+`, `@`, spaces and capitals.',
    }),
  }),
})

export const UserRefInput = builder.inputType('UserRef', {
  isOneOf: true,
  description: 'A way to name a user; exactly one must be given.',
  fields: (t) => ({
    id: t.id({ description: 'The `id` of a User.' }),
    unipileId: t.id({ description: 'The Unipile ID of any attendee of theirs.' }),
    internalId: t.field({ type: ProviderIdInput, description: 'A provider internal ID.' }),
    publicId: t.field({ type: ProviderIdInput, description: 'A provider public ID.' }),
  }),
})

type ProviderId = {
  readonly provider: Provider
  readonly kind?: UserKind | null | undefined
  readonly value: string
}
type UserRef = {
  readonly id?: string | null | undefined
  readonly unipileId?: string | null | undefined
  readonly internalId?: ProviderId | null | undefined
  readonly publicId?: ProviderId | null | undefined
}

/** Finds the user that a ref names among those that were ever read. `argument` is where the ref was given. */
export async function findUser(argument: string, ref: UserRef, { loaders }: Context): Promise<UserResult> {
  const userOf = async (id: string | null | undefined): Promise<User | null> =>
    id == null ? null : loaders.userById.load(id)

  if (ref.id != null) {
    const parsed = parseGlobalId(ref.id)
    if (parsed?.type !== 'User') return invalid(`${argument}.id`, ref.id, 'the id of a User, as `id` gives it')
    return (await userOf(parsed.id)) ?? userNotFound
  }
  if (ref.unipileId != null) {
    if (!isPlausible(ref.unipileId)) return invalid(`${argument}.unipileId`, ref.unipileId, plausible)
    const attendee = await loaders.attendeeByUnipileId.load(ref.unipileId)
    return (await userOf(attendee?.userId)) ?? userNotFound
  }
  const [field, kind, given] = ref.internalId
    ? (['internalId', 'PROVIDER_INTERNAL_ID', ref.internalId] as const)
    : (['publicId', 'PROVIDER_PUBLIC_ID', ref.publicId] as const)
  if (!given) return userNotFound
  const { provider, value: text } = given
  const value = kind === 'PROVIDER_PUBLIC_ID' ? normalisePublicId(provider, text) : text.trim()
  if (!isPlausible(value)) return invalid(`${argument}.${field}.value`, text, plausible)
  const owner = await loaders.identifierOwner.load({ provider, userKind: given.kind ?? 'PERSON', kind, value })
  return (await userOf(owner)) ?? userNotFound
}

const plausible = '1 to 256 characters, without control characters'

function isPlausible(value: string): boolean {
  return value.length > 0 && value.length <= 256 && !/\p{Cc}/u.test(value)
}
