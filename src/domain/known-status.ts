import type { Account } from './account.ts'
import type { AttendeeEvidence, Contact, EndedContact } from './attendee.ts'
import type { EvidenceSource } from './evidence.ts'

/** Why an account knows a user, the weightiest first. */
export const knownReasonKinds = ['CONTACT', 'EXISTING_CHAT', 'SHARED_GROUP', 'LISTED'] as const
export type KnownReasonKind = (typeof knownReasonKinds)[number]

type Evidenced<Kind extends KnownReasonKind> = {
  readonly kind: Kind
  readonly account: Account
  readonly observedAt: string
  readonly source: EvidenceSource
  /** Since when it has been so, as far as the evidence tells. */
  readonly since: string | null
}

/** `endedAt` is null while it holds; one that does not is no reason, but tells of the past. */
export type ContactReason = Evidenced<'CONTACT'> & { readonly endedAt: string | null }
export type ExistingChatReason = Evidenced<'EXISTING_CHAT'> & { readonly chatId: string }
export type SharedGroupReason = Evidenced<'SHARED_GROUP'> & { readonly attendeeId: string; readonly groups: number }
export type ListedReason = Evidenced<'LISTED'>
export type KnownReason = ContactReason | ExistingChatReason | SharedGroupReason | ListedReason

export const unknownReasons = ['PUBLIC_WITHOUT_CHAT', 'PRIVATE'] as const
export const undeterminedReasons = ['NOT_SYNCED', 'NOT_LOOKED_UP'] as const

export type Known = {
  readonly verdict: 'KNOWN'
  /** All that hold, the primary one first. */
  readonly reasons: readonly [KnownReason, ...KnownReason[]]
  /** The earliest moment that any evidence dates it to; null when none says since when. */
  readonly since: string | null
}
export type Unknown = {
  readonly verdict: 'UNKNOWN'
  readonly because: (typeof unknownReasons)[number]
  readonly observedAt: string
}
export type Undetermined = { readonly verdict: 'UNDETERMINED'; readonly because: (typeof undeterminedReasons)[number] }
export type Self = { readonly verdict: 'SELF'; readonly account: Account }
export type KnownStatus = Known | Unknown | Undetermined | Self

/** What one account has seen of one user. */
export type AccountEvidence = {
  readonly account: Account
  /** Usually one or none; two when upstream lists the user under two internal IDs. */
  readonly attendees: readonly AttendeeEvidence[]
  readonly contact: Contact | null
  /** What the provider answered when it was asked; `isPrivate` is null when it does not say. Null when it was not asked. */
  readonly profile: { readonly isPrivate: boolean | null; readonly observedAt: string } | null
}

/** The verdict about one user over all the accounts given, which are those of the user's provider. */
export function knownStatus(evidence: readonly AccountEvidence[]): KnownStatus {
  const [primary, ...others] = evidence.flatMap(reasonsOf).sort(byPrecedence)
  if (primary) {
    const reasons = [primary, ...others] as const
    return { verdict: 'KNOWN', reasons, since: earliest(reasons) }
  }
  const own = evidence.find(({ attendees }) => attendees.some(({ isSelf }) => isSelf))
  if (own) return { verdict: 'SELF', account: own.account }
  if (evidence.some(({ account }) => !account.backfilledAt)) return { verdict: 'UNDETERMINED', because: 'NOT_SYNCED' }
  return fromProfiles(evidence) ?? { verdict: 'UNDETERMINED', because: 'NOT_LOOKED_UP' }
}

/** How accounts knew a user whose contacts have ended there, the latest first; null when there are none. */
export function formerlyKnown(
  ended: readonly { readonly account: Account; readonly contact: EndedContact }[],
): Known | null {
  const [primary, ...others] = ended
    .toSorted((one, other) => other.contact.endedAt.localeCompare(one.contact.endedAt))
    .map(({ account, contact: { since, observedAt, source, endedAt } }): ContactReason => {
      return { kind: 'CONTACT', account, since, observedAt, source, endedAt }
    })
  if (!primary) return null
  const reasons = [primary, ...others] as const
  return { verdict: 'KNOWN', reasons, since: earliest(reasons) }
}

/** An attendee without chat or group can only be a contact here, once everything was read. */
export function infersContacts({ provider, backfilledAt }: Account): boolean {
  return provider === 'WHATSAPP' && backfilledAt !== null
}

function reasonsOf(evidence: AccountEvidence): readonly KnownReason[] {
  const others = evidence.attendees.filter(({ isSelf }) => !isSelf)
  if (others.length < evidence.attendees.length) return []
  const contact = contactReason(evidence)
  const seen = [
    ...(contact ? [contact] : []),
    ...others.flatMap((attendee) => chatReason(evidence.account, attendee) ?? []),
    ...others.flatMap((attendee) => groupReason(evidence.account, attendee) ?? []),
  ]
  const [first] = others
  return seen.length > 0 || !first ? seen : [listedReason(evidence.account, first)]
}

function contactReason({ account, attendees, contact }: AccountEvidence): ContactReason | null {
  const attendee = attendees.find((one) => one.contact)
  const since = contact?.since ?? attendee?.contactSince ?? null
  if (contact) {
    const { observedAt, source } = contact
    return { kind: 'CONTACT', account, since, endedAt: null, observedAt, source }
  }
  if (!attendee) return null
  return {
    kind: 'CONTACT',
    account,
    since,
    endedAt: null,
    observedAt: attendee.contactObservedAt ?? attendee.listedAt,
    source: attendee.contactSource ?? attendee.listedSource,
  }
}

function chatReason(account: Account, attendee: AttendeeEvidence): ExistingChatReason | null {
  if (!attendee.direct || !attendee.lastDirectChatId) return null
  return {
    kind: 'EXISTING_CHAT',
    account,
    chatId: attendee.lastDirectChatId,
    since: attendee.directSince,
    observedAt: attendee.directObservedAt ?? attendee.listedAt,
    source: attendee.directSource ?? 'CHAT_LIST',
  }
}

function groupReason(account: Account, attendee: AttendeeEvidence): SharedGroupReason | null {
  if (!attendee.inGroup) return null
  return {
    kind: 'SHARED_GROUP',
    account,
    attendeeId: attendee.id,
    groups: attendee.sharedGroups,
    since: null,
    observedAt: attendee.groupObservedAt ?? attendee.listedAt,
    source: attendee.groupSource ?? 'GROUP_MEMBERS',
  }
}

function listedReason(account: Account, { listedAt, listedSource }: AttendeeEvidence): ContactReason | ListedReason {
  if (!infersContacts(account))
    return { kind: 'LISTED', account, since: null, observedAt: listedAt, source: listedSource }
  const backfilledAt = account.backfilledAt?.toISOString() ?? listedAt
  const observedAt = backfilledAt > listedAt ? backfilledAt : listedAt
  return { kind: 'CONTACT', account, since: null, endedAt: null, observedAt, source: 'INFERRED' }
}

/** What any account may see is public; it is private when all that asked were refused. */
function fromProfiles(evidence: readonly AccountEvidence[]): Unknown | null {
  const profiles = evidence.flatMap(({ profile }) => profile ?? [])
  const open = profiles.filter(({ isPrivate }) => isPrivate !== true)
  const observedAt = (open.length > 0 ? open : profiles)
    .map((profile) => profile.observedAt)
    .sort()
    .at(-1)
  if (!observedAt) return null
  return { verdict: 'UNKNOWN', because: open.length > 0 ? 'PUBLIC_WITHOUT_CHAT' : 'PRIVATE', observedAt }
}

function byPrecedence(one: KnownReason, other: KnownReason): number {
  return knownReasonKinds.indexOf(one.kind) - knownReasonKinds.indexOf(other.kind)
}

function earliest(reasons: readonly KnownReason[]): string | null {
  return reasons.flatMap(({ since }) => since ?? []).sort()[0] ?? null
}
