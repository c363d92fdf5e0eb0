import type { EvidenceSource } from './evidence.ts'
import type { Identifier, UserKind } from './identifier.ts'
import type { Provider } from './provider.ts'

/** A person or company as a provider shows it, known or not. */
export type User = {
  readonly id: string
  readonly provider: Provider
  readonly kind: UserKind
  /** The identifiers to show first; a user may have more of each. */
  readonly internalId: string | null
  readonly publicId: string | null
  readonly displayName: string
  readonly headline: string | null
  readonly pictureUrl: string | null
}

/** A name for a user, with where it was read and when. */
export type SeenIdentifier = Identifier & {
  readonly source: EvidenceSource
  readonly firstSeenAt: string
  readonly lastSeenAt: string
  /** The account that a Unipile ID belongs to; null for the provider's own identifiers. */
  readonly accountId: number | null
}
