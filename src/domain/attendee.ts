import type { Account } from './account.ts'
import type { EvidenceSource } from './evidence.ts'
import type { Identifier } from './identifier.ts'
import type { KnownReasonKind } from './known-status.ts'
import type { SeenIdentifier } from './user.ts'

/** A user that one account knows, with the evidence for it: facts, from which the verdict is derived when read. */
export type Attendee = {
  readonly id: string
  readonly accountId: number
  readonly unipileId: string
  readonly userId: string
  readonly displayName: string
  /** What lists are ordered by: the name without case and accents. */
  readonly sortName: string
  readonly isSelf: boolean
  readonly pictureUrl: string | null
  readonly headline: string | null
  readonly listedAt: string
  readonly listedSource: EvidenceSource
  readonly contact: boolean
  readonly contactSince: string | null
  readonly contactObservedAt: string | null
  readonly contactSource: EvidenceSource | null
  readonly direct: boolean
  readonly lastDirectChatId: string | null
  readonly directSince: string | null
  readonly directObservedAt: string | null
  readonly directSource: EvidenceSource | null
  readonly inGroup: boolean
  readonly sharedGroups: number
  readonly groupObservedAt: string | null
  readonly groupSource: EvidenceSource | null
  readonly lastInteractionAt: string | null
}

/** What of an attendee bears on known status. */
export const evidenceFields = [
  'id',
  'accountId',
  'isSelf',
  'listedAt',
  'listedSource',
  'contact',
  'contactSince',
  'contactObservedAt',
  'contactSource',
  'direct',
  'lastDirectChatId',
  'directSince',
  'directObservedAt',
  'directSource',
  'inGroup',
  'sharedGroups',
  'groupObservedAt',
  'groupSource',
] as const satisfies readonly (keyof Attendee)[]
export type AttendeeEvidence = Pick<Attendee, (typeof evidenceFields)[number]>

/** A row of an account's own contact list; the user may have no attendee there yet. */
export type Contact = {
  readonly accountId: number
  readonly userId: string
  readonly since: string | null
  readonly observedAt: string
  readonly source: EvidenceSource
}

/** One that was there and is not any more; `endedAt` is when that was found. */
export type EndedContact = Contact & { readonly endedAt: string }

/** NAME is alphabetical without case and accents; LAST_INTERACTION puts those heard of most recently first. */
export const attendeeOrders = ['NAME', 'LAST_INTERACTION'] as const
export type AttendeeOrder = (typeof attendeeOrders)[number]

/** Which attendees a list keeps. */
export type AttendeeFilter = {
  /** Some of the viewer's. */
  readonly accounts: readonly Account[]
  /** Those known for any of these; null keeps all. */
  readonly reasons: readonly KnownReasonKind[] | null
  /** Part of the name, or the whole public ID; null keeps all. */
  readonly text: string | null
  readonly includeSelf: boolean
}

/** The identifier that an attendee alone has; `user` is whose it is. */
export function unipileIdOf(
  attendee: Pick<Attendee, 'unipileId' | 'accountId' | 'listedSource' | 'listedAt'>,
  { provider, userKind }: Pick<Identifier, 'provider' | 'userKind'>,
): SeenIdentifier {
  return {
    provider,
    userKind,
    kind: 'UNIPILE_ID',
    scope: 'ACCOUNT',
    value: attendee.unipileId,
    accountId: attendee.accountId,
    source: attendee.listedSource,
    firstSeenAt: attendee.listedAt,
    lastSeenAt: attendee.listedAt,
  }
}
