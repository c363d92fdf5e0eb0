import type { Identifier, IdentifierScope, UserKind } from '../domain/identifier.ts'
import type { AttendeeObservation, ProfileObservation, UserObservation } from '../domain/observation.ts'
import type { Provider } from '../domain/provider.ts'
import { declaredProfiles } from './declared-profiles.ts'
import { webUrl } from './normalise.ts'
import { phoneKey } from './phone/phone-key.ts'
import { UnreadableBodyError } from './read-body.ts'
import type { AttendeeParts } from './reader.ts'

type InternalIdOptions = { readonly scope?: IdentifierScope; readonly userKind?: UserKind }

/** A provider internal ID; of a person, valid everywhere, unless said otherwise. */
export function internalId(
  provider: Provider,
  value: string,
  { scope = 'GLOBAL', userKind = 'PERSON' }: InternalIdOptions = {},
): Identifier {
  return { provider, userKind, kind: 'PROVIDER_INTERNAL_ID', scope, value }
}

/** A provider public ID, already normalised. */
export function publicId(provider: Provider, value: string, userKind: UserKind = 'PERSON'): Identifier {
  return { provider, userKind, kind: 'PROVIDER_PUBLIC_ID', scope: 'GLOBAL', value }
}

/** The public ID that `normalise` makes of a text, in a list; empty when there is no text or no such name in it. */
export function publicIds(
  provider: Provider,
  text: string | null,
  normalise: (text: string) => string | null,
  userKind: UserKind = 'PERSON',
): readonly Identifier[] {
  const value = text === null ? null : normalise(text)
  return value === null ? [] : [publicId(provider, value, userKind)]
}

/** What a payload shows of a user; what is left out it does not show. */
type UserFacts = {
  readonly displayName?: string | null
  readonly headline?: string | null
  readonly pictureUrl?: string | null
  readonly phone?: string | null
  readonly declaredUrls?: readonly string[]
}

/** A user by its names, the internal ID first. Throws `UnreadableBodyError` when there is no name at all. */
export function toUser(identifiers: readonly Identifier[], facts: UserFacts = {}): UserObservation {
  const [first, ...others] = new Map(identifiers.map((each) => [JSON.stringify(each), each])).values()
  if (first === undefined) throw new UnreadableBodyError('The body names nobody')
  return {
    provider: first.provider,
    userKind: first.userKind,
    identifiers: [first, ...others],
    displayName: facts.displayName ?? '',
    headline: facts.headline ?? null,
    pictureUrl: webUrl(facts.pictureUrl ?? ''),
    phone: facts.phone ?? null,
    phoneKey: facts.phone ? phoneKey(facts.phone) : null,
    declares: declaredProfiles(first.provider, webUrls(facts.declaredUrls ?? [])),
  }
}

/** An attendee of whom the payload shows no more than names and a picture. */
export function toAttendee(
  { name, pictureUrl }: AttendeeParts,
  identifiers: readonly Identifier[],
  contact: boolean | null = null,
): Pick<AttendeeObservation, 'user' | 'contact'> {
  return { user: toUser(identifiers, { displayName: name, pictureUrl }), contact }
}

/** A user's name from its parts; empty when there is none. */
export function fullName(first: string | null, last: string | null): string {
  return [first, last].filter((part) => part !== null).join(' ')
}

/** A profile that shows `facts` of `user`; what is left out the provider did not say. */
export function toProfile(user: UserObservation, facts: Partial<ProfileObservation>): ProfileObservation {
  return {
    contact: null,
    isPrivate: null,
    isSelf: null,
    summary: null,
    location: null,
    websites: [],
    emails: [],
    phones: [],
    followerCount: null,
    throttledSections: [],
    ...facts,
    user,
  }
}

/** Those that are links, each once. */
export function webUrls(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.flatMap((text) => webUrl(text) ?? []))]
}
