import type { IdentifierKind, UserKind } from '../domain/identifier.ts'
import type { ParsedIdentifier } from '../domain/identifier-candidate.ts'
import type { Provider } from '../domain/provider.ts'
import { meanings } from '../providers/meanings.ts'
import { type ParseIdentifierOptions, parseIdentifier } from '../providers/parse-identifier.ts'
import { isUnipileId } from '../providers/unipile-id.ts'
import type { Context } from './context.ts'
import { parseGlobalId } from './global-id.ts'
import { findMeant } from './meant-users.ts'
import { readCountry } from './pasted-text.ts'
import { ambiguous, invalid, type UserResult, userNotFound } from './user-result.ts'

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
export type UserRef = {
  readonly id?: string | null | undefined
  readonly unipileId?: string | null | undefined
  readonly internalId?: ProviderId | null | undefined
  readonly publicId?: ProviderId | null | undefined
  readonly text?: PastedText | null | undefined
}

/** Finds the user that a ref names among those that were ever read. `argument` is where the ref was given. */
export async function findUser(argument: string, ref: UserRef, context: Context): Promise<UserResult> {
  const { loaders } = context
  if (ref.id != null) {
    const parsed = parseGlobalId(ref.id)
    if (parsed?.type !== 'User') return invalid(`${argument}.id`, ref.id, 'must be the id of a User, as `id` gives it.')
    return (await loaders.userById.load(parsed.id)) ?? userNotFound
  }
  if (ref.unipileId != null) {
    if (!isUnipileId(ref.unipileId)) return invalid(`${argument}.unipileId`, ref.unipileId, 'can be no Unipile ID.')
    const [user] = await findMeant({ identifiers: [], unipileId: ref.unipileId }, context)
    return user ?? userNotFound
  }
  if (ref.text) {
    const { text, provider, kind, country } = ref.text
    const options = { provider, userKind: kind, defaultCountry: readCountry(`${argument}.text.country`, country) }
    return findPasted(`${argument}.text.text`, text, options, context)
  }
  if (ref.internalId) return findById(`${argument}.internalId.value`, 'PROVIDER_INTERNAL_ID', ref.internalId, context)
  if (ref.publicId) return findById(`${argument}.publicId.value`, 'PROVIDER_PUBLIC_ID', ref.publicId, context)
  return userNotFound
}

function findById(
  argument: string,
  kind: IdentifierKind,
  { provider, kind: userKind, value }: ProviderId,
  context: Context,
) {
  return findPasted(argument, value, { provider, kind, userKind: userKind ?? 'PERSON' }, context)
}

async function findPasted(
  argument: string,
  text: string,
  options: ParseIdentifierOptions,
  context: Context,
): Promise<UserResult> {
  const parsed = parseIdentifier(text, options)
  const possible = meanings(parsed.candidates)
  const [meaning] = possible
  if (!meaning) return invalid(argument, text, why(parsed))
  if (possible.length > 1) return ambiguous(argument, text, parsed.candidates)
  const [user, another] = await findMeant(meaning, context)
  if (another) return ambiguous(argument, text, parsed.candidates)
  return user ?? userNotFound
}

function why({ refusals }: ParsedIdentifier): string {
  return `can name nobody: ${refusals[0]?.because ?? 'it is of another kind.'}`
}
