import type { Theme } from './dialogues/index.ts'

/** The networks, as the API calls them. */
export const providerNames = ['LINKEDIN', 'WHATSAPP', 'INSTAGRAM', 'TELEGRAM', 'TWITTER', 'MESSENGER'] as const
export type ProviderName = (typeof providerNames)[number]

export type SourceStatus = 'OK' | 'STOPPED' | 'ERROR' | 'CREDENTIALS' | 'PERMISSIONS' | 'CONNECTING'

/** Why a provider refuses a first message or an invitation; the last part of an error's `type`. */
export type Refusal =
  | 'blocked_recipient'
  | 'user_unreachable'
  | 'insufficient_credits'
  | 'not_allowed_inmail'
  | 'already_invited_recently'
  | 'cannot_resend_yet'
  | 'limit_exceeded'

/** A person or company as one provider shows it, known to some account or not. */
export type User = {
  readonly number: number
  readonly provider: ProviderName
  readonly kind: 'PERSON' | 'COMPANY'
  /** LinkedIn `ACo…` or a company's number, WhatsApp JID, otherwise digits. */
  internalId: string
  /** Slug, username or handle; null where the provider has none or hides it. */
  publicId: string | null
  readonly firstName: string
  readonly lastName: string
  /** LinkedIn headline, Instagram biography, X description. */
  readonly headline: string
  readonly company: string
  readonly location: string
  /** E.164 digits without `+`. */
  phone: string | null
  /** Pages of theirs that their profile names. */
  readonly links: readonly string[]
  /** Instagram private, X protected, LinkedIn out of network. */
  readonly isPrivate: boolean
  /** WhatsApp `…@lid`. */
  lid: string | null
  /** Instagram's id for messaging. */
  readonly messagingId: string | null
  readonly refusal: Refusal | null
}

/** A login connected at a provider. */
export type Account = {
  readonly number: number
  readonly id: string
  readonly provider: ProviderName
  readonly name: string
  readonly createdAt: number
  readonly owner: User
  readonly features: readonly ('premium' | 'sales_navigator' | 'recruiter')[]
  status: SourceStatus
}

/** A user that one account knows, under one of the user's internal ids. */
export type Attendee = {
  readonly number: number
  readonly account: Account
  user: User
  providerId: string
  readonly isSelf: boolean
  /** When they became a contact; null when they are not one. */
  contactSince: number | null
  /** LinkedIn's degree of somebody who is not a contact; -1 is out of network. */
  readonly distance: 2 | 3 | -1
  isPhoneHidden: boolean
}

/** What a chat can be, with the API's number for it. */
export const chatKinds = { direct: 0, group: 1, channel: 2 } as const
export type ChatKind = keyof typeof chatKinds

/** A conversation of one account. */
export type Chat = {
  readonly number: number
  readonly account: Account
  readonly kind: ChatKind
  providerId: string
  readonly name: string | null
  readonly subject: string | null
  readonly contentType: 'inmail' | 'sponsored' | 'linkedin_offer' | null
  readonly product: 'classic' | 'sales_navigator' | 'recruiter'
  readonly theme: Theme
  /** All but the owner; exactly one in a direct chat. */
  readonly members: Attendee[]
  /** How many messages were there from the start; later ones come after them. */
  readonly writtenCount: number
  readonly startedAt: number
  lastActivityAt: number | null
  unreadCount: number
  isArchived: boolean
  isPinned: boolean
  /** -1 is forever; null is not muted. */
  mutedUntil: -1 | string | null
  readonly isReadOnly: boolean
  isDeleted: boolean
  /** False once the owner has left a group. */
  isMember: boolean
}

export type Attachment = {
  readonly kind: 'img' | 'audio' | 'file'
  readonly fileName: string
  readonly mimeType: string
  readonly size: number
  /** What was uploaded; null for files of the synthetic past, whose bytes are made up when asked. */
  readonly content: Uint8Array | null
}

export type Reaction = { readonly value: string; readonly sender: Attendee }

/** A message that came after the world was made. */
export type AddedMessage = {
  readonly sender: Attendee
  readonly text: string | null
  readonly sentAt: number
  readonly attachments: readonly Attachment[]
  readonly quotedIndex: number | null
  readonly eventType: number | null
}

export type MessageChange = {
  readonly text?: string
  readonly isEdited?: boolean
  readonly isDeleted?: boolean
  readonly seenAt?: number
  readonly reactions?: readonly Reaction[]
}

/** One message of a chat, computed when asked for. */
export type Message = AddedMessage & {
  readonly chat: Chat
  /** Its place in the chat, from the oldest, 0. */
  readonly index: number
  readonly isEdited: boolean
  readonly isDeleted: boolean
  readonly isHidden: boolean
  /** Null when the other side has not read it. */
  readonly seenAt: number | null
  readonly reactions: readonly Reaction[]
}
