import type { AttachmentObservation, ReactionObservation } from './observation.ts'

/** Something said in a chat. */
export type Message = {
  readonly id: string
  readonly accountId: number
  readonly chatId: string
  readonly unipileId: string
  /** The sender's internal ID, as upstream writes it; always there, attendee or not. */
  readonly senderProviderId: string
  readonly isOwn: boolean
  readonly text: string | null
  readonly sentAt: string
  readonly seen: boolean
  readonly delivered: boolean
  readonly edited: boolean
  readonly deleted: boolean
  readonly isEvent: boolean
  /** The provider's id of the message that this one quotes. */
  readonly quotedProviderId: string | null
  readonly attachments: readonly AttachmentObservation[]
  readonly reactions: readonly ReactionObservation[]
}
