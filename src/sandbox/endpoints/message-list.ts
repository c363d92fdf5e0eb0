import { filteredAccounts } from '../accounts.ts'
import type { Call, Context, Reply } from '../endpoint.ts'
import { type Listing, nextCursor, readListing, readPeriod, takePage } from '../listing.ts'
import { isoTime } from '../shapes/chat.ts'
import { messageId, messageShape } from '../shapes/message.ts'
import { parseOpaqueId } from '../world/opaque-id.ts'
import type { Chat, Message } from '../world/types.ts'
import type { World } from '../world/world.ts'

/** Where a message is: enough to read it. */
export type MessagePlace = { readonly chat: Chat; readonly index: number; readonly sentAt: number }

/** A page of the messages of a few chats, the newest first. */
export function listChatMessages(context: Context, call: Call, chats: readonly Chat[]): Reply {
  const { messages } = context.world
  const places = chats.flatMap((chat) =>
    Array.from({ length: messages.count(chat) }, (_, index) => ({ chat, index, sentAt: messages.sentAt(chat, index) })),
  )
  return listMessages(context, call, places.sort(byNewest))
}

/** The order of messages: the newest first, and the same for equal times. */
export const byNewest = (one: MessagePlace, other: MessagePlace): number =>
  other.sentAt - one.sentAt || other.chat.number - one.chat.number || other.index - one.index

/** A page of the messages at the places given, which must be in the order of `byNewest`. */
export function listMessages(context: Context, { query }: Call, places: Iterable<MessagePlace>): Reply {
  const { world } = context
  const listing = readListing(query, { filters: ['before', 'after', 'sender_id', 'account_id'] })
  const { items, hasMore } = takePage(matching(context, listing, places), listing.limit)
  const last = items.at(-1)
  return {
    body: {
      object: 'MessageList',
      items: items.map((message) => messageShape(world, message)),
      cursor:
        hasMore && last ? nextCursor(listing, { last_id: messageId(last), last_date: isoTime(last.sentAt) }) : null,
    },
  }
}

function* matching(context: Context, listing: Listing, places: Iterable<MessagePlace>): Iterable<Message> {
  const { filters } = listing
  const { after, before } = readPeriod(listing)
  const accounts = filteredAccounts(context, filters['account_id'])
  const start = positionOf(context.world, listing)
  for (const place of places) {
    if (place.sentAt <= after) return
    if (place.chat.isDeleted || place.sentAt >= before || (start && byNewest(start, place) >= 0)) continue
    if (accounts && !accounts.includes(place.chat.account)) continue
    const message = context.world.messages.at(place.chat, place.index)
    if (filters['sender_id'] && filters['sender_id'] !== message.sender.providerId) continue
    yield message
  }
}

function positionOf({ chats }: World, { position }: Listing): MessagePlace | null {
  const numbers = position && parseOpaqueId('message', position.last_id)
  const chat = numbers && chats[numbers[0]]
  return chat ? { chat, index: numbers[1], sentAt: Date.parse(position.last_date ?? '') } : null
}
