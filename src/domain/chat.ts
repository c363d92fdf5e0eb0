/** DIRECT has exactly one other party; a CHANNEL is one-to-many and says nothing about knowing its members. */
export const chatKinds = ['DIRECT', 'GROUP', 'CHANNEL'] as const
export type ChatKind = (typeof chatKinds)[number]

/** A conversation of one account. */
export type Chat = {
  readonly id: string
  readonly accountId: number
  readonly unipileId: string
  readonly kind: ChatKind
  readonly name: string | null
  /** DIRECT only: the other party's internal ID, known even while their attendee is not. */
  readonly peerProviderId: string | null
  /** Null when nothing was ever said. */
  readonly lastActivityAt: string | null
  readonly unreadCount: number
  readonly archived: boolean
  readonly pinned: boolean
  readonly mutedUntil: string | null
  readonly mutedForever: boolean
  readonly readOnly: boolean
  readonly subject: string | null
  /** Upstream's word, open: `inmail`, `sponsored`, … */
  readonly contentType: string | null
}

/** Which chats a list keeps; null keeps all. */
export type ChatFilter = {
  readonly kind: ChatKind | null
  readonly unread: boolean | null
  readonly archived: boolean | null
}
