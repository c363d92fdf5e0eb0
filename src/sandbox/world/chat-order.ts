import type { Chat } from './types.ts'

/** The order of chats: the latest activity first, those without any last, and the same for equal times. */
export const byActivity = (one: ChatPlace, other: ChatPlace): number =>
  (other.lastActivityAt ?? 0) - (one.lastActivityAt ?? 0) || other.number - one.number

/** Where a chat is in that order. */
export type ChatPlace = Pick<Chat, 'number' | 'lastActivityAt'>
