import type { Messages } from './messages.ts'
import type { Chat } from './types.ts'

type Place = { readonly chat: Chat; readonly index: number; readonly sentAt: number }

/** The order of all messages of all chats, worked out when first asked for and then kept in flat arrays. */
export type Timeline = {
  readonly newestFirst: () => Iterable<Place>
  /** Notes a message that has just been added; it is later than all others. */
  readonly append: (place: Place) => void
}

export function createTimeline(chats: readonly Chat[], messages: Messages): Timeline {
  const added: Place[] = []
  let written: {
    readonly order: Uint32Array
    readonly chatNumbers: Uint32Array
    readonly indexes: Uint32Array
    readonly times: Float64Array
  } | null = null

  function sortWritten() {
    const count = chats.reduce((sum, chat) => sum + chat.writtenCount, 0)
    const chatNumbers = new Uint32Array(count)
    const indexes = new Uint32Array(count)
    const times = new Float64Array(count)
    let place = 0
    for (const chat of chats) {
      for (let index = 0; index < chat.writtenCount; index += 1, place += 1) {
        chatNumbers[place] = chat.number
        indexes[place] = index
        times[place] = messages.sentAt(chat, index)
      }
    }
    const order = Uint32Array.from({ length: count }, (_, number) => number)
    // Rows are laid out by chat and index, so the row decides between equal times.
    order.sort((one, other) => (times[other] as number) - (times[one] as number) || other - one)
    return { order, chatNumbers, indexes, times }
  }

  function* newestFirst(): Iterable<Place> {
    for (let number = added.length - 1; number >= 0; number -= 1) yield added[number] as Place
    written ??= sortWritten()
    const { order, chatNumbers, indexes, times } = written
    for (const row of order) {
      yield {
        chat: chats[chatNumbers[row] as number] as Chat,
        index: indexes[row] as number,
        sentAt: times[row] as number,
      }
    }
  }

  return { newestFirst, append: (place) => added.push(place) }
}
