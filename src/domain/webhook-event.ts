import type { AccountStatus } from './account.ts'
import type { AttendeeObservation, MessageObservation, RelationObservation } from './observation.ts'

/** The chat an event is about, as far as a delivery tells; there may be more to it upstream. */
export type WebhookChat = {
  readonly unipileId: string
  readonly accountUnipileId: string
  /** The thread's id at the provider; null when not told. */
  readonly providerId: string | null
  /** Null when not told. */
  readonly isGroup: boolean | null
  readonly contentType: string | null
  readonly subject: string | null
  readonly folders: readonly string[]
}

type MessageNamed = {
  readonly accountUnipileId: string
  readonly chatUnipileId: string
  readonly messageUnipileId: string
}

/**
 * What one delivery says happened. Deliveries come twice, late and out of order, and carry no id of their own:
 * whoever takes them in must make twice the same as once.
 */
export type WebhookEvent =
  | {
      readonly kind: 'MESSAGE_RECEIVED'
      readonly chat: WebhookChat
      /** As it was sent: what became of it since (seen, edited, deleted) is not in a delivery. */
      readonly message: MessageObservation
      /** The chat's parties that could be read; in a direct chat usually without the account's owner. */
      readonly attendees: readonly AttendeeObservation[]
      /** Null when it could not be read. */
      readonly sender: AttendeeObservation | null
      /** The account's owner sent it, from here or from another device. */
      readonly isEcho: boolean
    }
  | (MessageNamed & { readonly kind: 'MESSAGE_READ'; readonly readByProviderIds: readonly string[] })
  /** Of these two only which message is sure; what it says now, and who reacted, is for upstream to tell. */
  | (MessageNamed & { readonly kind: 'MESSAGE_REACTION' })
  | (MessageNamed & { readonly kind: 'MESSAGE_CHANGED'; readonly change: 'EDITED' | 'DELETED' | 'DELIVERED' })
  | { readonly kind: 'NEW_RELATION'; readonly accountUnipileId: string; readonly relation: RelationObservation }
  /** `word` is upstream's own, open: `SYNC_SUCCESS` also means that the past is read. */
  | {
      readonly kind: 'ACCOUNT_STATUS'
      readonly accountUnipileId: string
      readonly status: AccountStatus
      readonly word: string
    }
  /** An event we have no use for, or of an account that is no messaging network of ours. */
  | { readonly kind: 'UNKNOWN'; readonly event: string }
  /** An event we know whose body has another shape. */
  | { readonly kind: 'UNREADABLE'; readonly event: string }
