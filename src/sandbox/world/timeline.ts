import { firstPlace } from './first-place.ts'
import type { Messages } from './messages.ts'
import type { Chat } from './types.ts'

/** Where a message is: enough to read it. */
export type MessagePlace = { readonly chat: Chat; readonly index: number; readonly sentAt: number }

/** The order of messages: the newest first, and the same for equal times. */
export const byNewest = (one: MessagePlace, other: MessagePlace): number =>
  other.sentAt - one.sentAt || other.chat.number - one.chat.number || other.index - one.index

/** The order of all messages of all chats, worked out when first asked for and then kept in flat arrays. */
export type Timeline = {
  /** From the newest on, or from after a place. */
  readonly newestFirst: (after: MessagePlace | null) => Iterable<MessagePlace>
  /** Notes a message that has just been added; it is later than all others. */
  readonly append: (place: MessagePlace) => void
}

/** The timeline of chats that may grow later; what is in `messages` from the start is sorted once. */
export function createTimeline(chats: readonly Chat[], messages: Messages): Timeline {
  const added: MessagePlace[] = []
  let written: { readonly length: number; readonly at: (rank: number) => MessagePlace } | null = null

  function sortWritten() {
    const length = chats.reduce((sum, chat) => sum + chat.writtenCount, 0)
    const chatNumbers = new Uint32Array(length)
    const indexes = new Uint32Array(length)
    const times = new Float64Array(length)
    let row = 0
    for (const chat of chats) {
      for (let index = 0; index < chat.writtenCount; index += 1, row += 1) {
        chatNumbers[row] = chat.number
        indexes[row] = index
        times[row] = messages.sentAt(chat, index)
      }
    }
    // Rows are laid out by chat and index, so the row decides between equal times as `byNewest` does.
    const order = Uint32Array.from({ length }, (_, number) => number)
    order.sort((one, other) => (times[other] as number) - (times[one] as number) || other - one)
    const at = (rank: number): MessagePlace => {
      const place = order[rank] as number
      return {
        chat: chats[chatNumbers[place] as number] as Chat,
        index: indexes[place] as number,
        sentAt: times[place] as number,
      }
    }
    return { length, at }
  }

  function* newestFirst(after: MessagePlace | null): Iterable<MessagePlace> {
    for (let number = added.length - 1; number >= 0; number -= 1) {
      const place = added[number] as MessagePlace
      if (!after || byNewest(after, place) < 0) yield place
    }
    written ??= sortWritten()
    const ranks = written
    const first = after ? firstPlace(ranks.length, (rank) => byNewest(after, ranks.at(rank)) < 0) : 0
    for (let rank = first; rank < ranks.length; rank += 1) yield ranks.at(rank)
  }

  return { newestFirst, append: (place) => added.push(place) }
}
