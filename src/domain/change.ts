import type { EvidenceSource } from './evidence.ts'
import type { KnownReasonKind } from './known-status.ts'

/** What can change in who is known and why. SNAPSHOT_COMPLETED stands for all that an account's first sync found. */
export const relationshipChangeKinds = [
  'BECAME_KNOWN',
  'BECAME_UNKNOWN',
  'REASON_ADDED',
  'REASON_LOST',
  'CHAT_STARTED',
  'JOINED_SHARED_GROUP',
  'IDENTITY_JOINED',
  'IDENTITY_SPLIT',
  'IDENTIFIER_CHANGED',
  'SNAPSHOT_COMPLETED',
] as const
export type RelationshipChangeKind = (typeof relationshipChangeKinds)[number]
export type ChangeKind = RelationshipChangeKind | 'MESSAGE_RECEIVED' | 'CHAT_UPDATED'

/** The reasons that a change can add or take away; being listed alone is told as becoming known. */
export type ToldReason = Exclude<KnownReasonKind, 'LISTED'>

/** What was in an identifier's place before, and is now; null is nothing. */
export type IdentifierChange = {
  readonly identifier: 'PROVIDER_INTERNAL_ID' | 'PROVIDER_PUBLIC_ID'
  readonly before: string
  readonly now: string | null
}

/** What happened, for whoever writes it to the log: the log gives it its place. */
export type NewChange = {
  readonly kind: ChangeKind
  /** Null for what concerns a user on all accounts. */
  readonly accountId?: number
  readonly userId?: string
  /** IDENTITY_JOINED and IDENTITY_SPLIT: the user that was, or is again, another. */
  readonly otherUserId?: string
  readonly reason?: ToldReason
  readonly chatId?: string | null
  readonly messageId?: string
  readonly source?: EvidenceSource | null
  readonly detail?: IdentifierChange | { readonly joinId: string }
}

/** An entry of a workspace's change log. */
export type Change = {
  /** Its place in the log, from 1 on, without gaps. */
  readonly sequence: number
  readonly kind: ChangeKind
  readonly accountId: number | null
  readonly userId: string | null
  readonly otherUserId: string | null
  readonly reason: ToldReason | null
  readonly chatId: string | null
  readonly messageId: string | null
  readonly source: EvidenceSource | null
  /** When Acquaint learned of it. */
  readonly at: string
  readonly detail: IdentifierChange | { readonly joinId: string } | null
}

/** How far the log of a workspace reaches: entries up to `prunedThrough` are gone, `last` is the latest. */
export type ChangeLogRange = { readonly prunedThrough: number; readonly last: number }
