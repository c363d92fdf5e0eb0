import type { Identifier, UserKind } from './identifier.ts'

/** The paid products of LinkedIn have ids and chats of their own. */
export type LinkedinProduct = 'CLASSIC' | 'SALES_NAVIGATOR' | 'RECRUITER'

/** Somebody to write to: a user, or the internal ID of one who was never read. */
export type Recipient = { readonly userId: string; readonly userKind: UserKind } | { readonly identifier: Identifier }

/** Why a write was not done; nothing happened upstream. */
export const writeRefusals = [
  'NOT_A_CONTACT',
  'RECIPIENT_UNREACHABLE',
  'INSUFFICIENT_CREDITS',
  'CHAT_READ_ONLY',
  'TARGET_CHANGED',
  'ALREADY_CONTACT',
  'NO_INVITATION',
  'BUDGET_SPENT',
  'RECONNECT_NEEDED',
  'IDENTIFIER_MISSING',
  'NOT_SUPPORTED',
  'KEY_REUSED',
  'REFUSED',
] as const
export type WriteRefusal = (typeof writeRefusals)[number]

/*
 * What a write came to, as it is kept under its key and told again. Ids of upstream are null until it tells them.
 */

type Done<Result extends string> = {
  readonly result: Result
  readonly accountId: number
  /** How far the change log reached once what it changed was in it; null when that is not known. */
  readonly end: number | null
}
export type ChatStarted = Done<'CHAT_STARTED'> & {
  readonly at: string
  readonly userId: string | null
  readonly chatUnipileId: string | null
  readonly messageUnipileId: string | null
  readonly isNew: boolean
}
export type MessageSent = Done<'MESSAGE_SENT'> & {
  readonly chatUnipileId: string
  readonly messageUnipileId: string | null
}
export type ChatReadSet = Done<'CHAT_READ_SET'> & { readonly chatId: string; readonly read: boolean }
export type InvitationSent = Done<'INVITATION_SENT'> & { readonly userId: string }
export type InvitationAccepted = Done<'INVITATION_ACCEPTED'> & { readonly userId: string }
export type WriteDone = ChatStarted | MessageSent | ChatReadSet | InvitationSent | InvitationAccepted

export type WriteRefused = {
  readonly result: 'REFUSED'
  readonly refusal: WriteRefusal
  readonly accountId: number
  /** Upstream's word for it; null when it was not asked. */
  readonly type: string | null
  /** When it may work; null when nobody says. */
  readonly retryAt: string | null
}

/** The write went out, and nobody can say what became of it. It is not sent again. */
export type WriteUnknown = {
  readonly result: 'OUTCOME_UNKNOWN'
  readonly accountId: number
  readonly startedAt: string
}

/** Nothing was written, or nobody knows. */
export type NotWritten = WriteRefused | WriteUnknown

export type WriteOutcome<Done extends WriteDone = WriteDone> = Done | NotWritten

export function isDone<Done extends WriteDone>(outcome: WriteOutcome<Done>): outcome is Done {
  return outcome.result !== 'REFUSED' && outcome.result !== 'OUTCOME_UNKNOWN'
}

/** Whom a chat leads to: what a client saw when it wrote an answer. */
export type ReplyTarget = {
  readonly accountId: number
  readonly chatId: string
  /** DIRECT only: the other party's internal ID, and their user as far as it is known. */
  readonly peerProviderId: string | null
  readonly userId: string | null
  /** Changes whenever the chat may lead to somebody else: another number or LID, or users found to be one, or several. */
  readonly fingerprint: string
}
