import type { AccountStatus } from './account.ts'
import type { ChatKind } from './chat.ts'
import type { Identifier, UserKind } from './identifier.ts'
import type { Provider } from './provider.ts'

/*
 * What upstream was seen to say, in our words. Readers (src/providers) make observations of bodies; the store takes
 * them in. Ids ending in `UnipileId` are upstream's; the store alone knows its own.
 */

/** A user as one payload shows it. Only what the payload says: an absent fact is null, never a guess. */
export type UserObservation = {
  readonly provider: Provider
  readonly userKind: UserKind
  /** Every name in this one payload, the internal ID it speaks of first. Seen together, they name one user. */
  readonly identifiers: readonly [Identifier, ...Identifier[]]
  /** Empty when the payload shows no name. */
  readonly displayName: string
  readonly headline: string | null
  readonly pictureUrl: string | null
  /** E.164 digits without `+`, when the payload states the user's own phone. Never read from a LID. */
  readonly phone: string | null
  /** One spelling for all the ways `phone` is written at home and abroad: equal keys ring the same phone. */
  readonly phoneKey: string | null
  /** The profiles elsewhere that the person links to from this one; empty when the payload shows no links. */
  readonly declares: readonly DeclaredProfile[]
}

/** A link that a person publishes, and the user that it leads to. */
export type DeclaredProfile = {
  readonly url: string
  readonly identifier: Identifier
}

export type AccountObservation = {
  readonly unipileId: string
  /** Null for an account that is no messaging network of ours (mail, calendar, Slack). */
  readonly provider: Provider | null
  readonly name: string
  readonly status: AccountStatus
  /** The owner's own identifiers as far as the account tells them, the internal ID first when there is one. */
  readonly owner: readonly Identifier[]
  /** Paid LinkedIn products the account may use. */
  readonly products: readonly ('SALES_NAVIGATOR' | 'RECRUITER')[]
  readonly connectedAt: Date
}

export type AttendeeObservation = {
  readonly unipileId: string
  readonly accountUnipileId: string
  /** The provider internal ID as upstream writes it in attendees, chats and messages of this account, without a device. */
  readonly providerId: string
  readonly isSelf: boolean
  readonly hidden: boolean
  readonly user: UserObservation
  /** Whether the payload says that the account has this user as contact; null when it says neither. */
  readonly contact: boolean | null
}

/** A row of the account's own contact list: the strongest evidence of a contact there is. */
export type RelationObservation = {
  readonly user: UserObservation
  readonly since: Date | null
}

export type ChatObservation = {
  readonly unipileId: string
  readonly accountUnipileId: string
  /** The thread's id at the provider. */
  readonly providerId: string
  readonly kind: ChatKind
  readonly name: string | null
  /** DIRECT only: the other party's internal ID, as upstream writes it. */
  readonly attendeeProviderId: string | null
  readonly lastActivityAt: Date | null
  readonly unreadCount: number
  readonly archived: boolean
  readonly pinned: boolean
  readonly mutedUntil: Date | 'FOREVER' | null
  readonly readOnly: boolean
  readonly subject: string | null
  /** Upstream's word, open: `inmail`, `sponsored`, `linkedin_offer`, … */
  readonly contentType: string | null
  readonly folders: readonly string[]
}

export type AttachmentObservation = {
  readonly id: string
  /** Upstream's word, open: `img`, `video`, `audio`, `file`, … */
  readonly type: string
  readonly mimeType: string | null
  readonly fileName: string | null
  readonly sizeBytes: number | null
  readonly unavailable: boolean
}

export type ReactionObservation = {
  readonly value: string
  readonly senderProviderId: string
}

export type MessageObservation = {
  readonly unipileId: string
  readonly accountUnipileId: string
  readonly chatUnipileId: string
  /** Empty when the payload does not tell it, as is that of the sender. */
  readonly providerId: string
  readonly senderProviderId: string
  readonly senderAttendeeUnipileId: string | null
  /** Every name this payload gives the sender, the internal ID first; a LID and a phone seen together are one user. */
  readonly senderIdentifiers: readonly Identifier[]
  /** Upstream's flag; a message whose sender is the owner counts as ours even when the flag is off. */
  readonly isSender: boolean
  readonly text: string | null
  readonly sentAt: Date
  readonly seen: boolean
  readonly delivered: boolean
  readonly edited: boolean
  readonly deleted: boolean
  /** Not shown in a conversation, such as “X reacted”. */
  readonly hidden: boolean
  readonly isEvent: boolean
  readonly quotedProviderId: string | null
  readonly attachments: readonly AttachmentObservation[]
  readonly reactions: readonly ReactionObservation[]
}

/**
 * Whose rows of a list could not be read, by Unipile ID: they are on it. ANYBODY when not even that could be read of one;
 * then that somebody is missing from the list proves nothing.
 */
export type UnreadRows = readonly string[] | 'ANYBODY'

/** What a provider answered about one user. Live, scarce, and only what it chose to show. */
export type ProfileObservation = {
  readonly user: UserObservation
  /** Whether the asking account has this user as contact; null when the provider does not say. */
  readonly contact: boolean | null
  /** True when the provider keeps the profile from the asking account; null when it does not say. */
  readonly isPrivate: boolean | null
  readonly isSelf: boolean | null
  readonly summary: string | null
  readonly location: string | null
  readonly websites: readonly string[]
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  readonly followerCount: number | null
  /** Parts the provider left out of this answer because it throttles; empty when the answer is whole. */
  readonly throttledSections: readonly string[]
}
