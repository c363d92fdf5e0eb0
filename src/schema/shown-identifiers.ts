import type { Identifier } from '../domain/identifier.ts'
import type { User } from '../domain/user.ts'
import { completeIdentifier } from '../providers/complete-identifier.ts'
import { phoneOf } from '../providers/phone-of.ts'
import { profileUrl } from '../providers/profile-url.ts'

/** The page of a user, by the public ID if that has one; null when neither shown identifier has. */
export function pageOf(user: User): string | null {
  return profileUrl(shownIdentifiers(user))
}

/** The phone number that one of the shown identifiers is; null when neither is one. */
export function phoneNumberOf(user: User): string | null {
  return (
    shownIdentifiers(user)
      .map(phoneOf)
      .find((phone) => phone !== null) ?? null
  )
}

function shownIdentifiers({ provider, kind: userKind, internalId, publicId }: User): readonly Identifier[] {
  const shown = [
    { kind: 'PROVIDER_PUBLIC_ID' as const, value: publicId },
    { kind: 'PROVIDER_INTERNAL_ID' as const, value: internalId },
  ]
  return shown.flatMap(({ kind, value }) =>
    value === null ? [] : [completeIdentifier({ provider, userKind, kind, value })],
  )
}
