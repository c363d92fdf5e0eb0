import type { User } from '../domain/user.ts'
import { completeIdentifier } from '../providers/complete-identifier.ts'
import { profileUrl } from '../providers/profile-url.ts'

/** The page of a user, by the public ID if that has one; null when neither shown identifier has. */
export function pageOf({ provider, kind: userKind, internalId, publicId }: User): string | null {
  const shown = [
    { kind: 'PROVIDER_PUBLIC_ID' as const, value: publicId },
    { kind: 'PROVIDER_INTERNAL_ID' as const, value: internalId },
  ]
  return profileUrl(
    shown.flatMap(({ kind, value }) =>
      value === null ? [] : [completeIdentifier({ provider, userKind, kind, value })],
    ),
  )
}
