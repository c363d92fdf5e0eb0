import { filteredAccounts } from '../accounts.ts'
import type { Call, Context, Reply } from '../endpoint.ts'
import { type Listing, nextCursor, readListing, readPeriod, takePage } from '../listing.ts'
import { isoTime } from '../shapes/chat.ts'
import { messageId, messageShape } from '../shapes/message.ts'
import { parseOpaqueId } from '../world/opaque-id.ts'
import { byNewest, type MessagePlace } from '../world/timeline.ts'
import type { Chat, Message } from '../world/types.ts'
import type { World } from '../world/world.ts'

/** A page of the messages of one chat, the newest first. */
export function listChatMessages(context: Context, call: Call, chat: Chat): Reply {
  const { messages } = context.world
  const places = Array.from({ length: messages.count(chat) }, (_, index) => ({
    chat,
    index,
    sentAt: messages.sentAt(chat, index),
  }))
  return listMessages(context, call, () => places.reverse())
}

/**
 * A page of the messages at some places, which must be in the order of `byNewest`. Places up to the position are
 * passed over, so those who have a faster way to the position may take it and those who haven't need not.
 */
export function listMessages(
  context: Context,
  { query }: Call,
  placesAfter: (position: MessagePlace | null) => Iterable<MessagePlace>,
): Reply {
  const { world } = context
  const listing = readListing(query, { filters: ['before', 'after', 'sender_id', 'account_id'] })
  const start = readPosition(world, listing)
  const { items, hasMore } = takePage(matching(context, listing, start, placesAfter(start)), listing.limit)
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

function* matching(
  context: Context,
  listing: Listing,
  start: MessagePlace | null,
  places: Iterable<MessagePlace>,
): Iterable<Message> {
  const { filters } = listing
  const { after, before } = readPeriod(listing)
  const accounts = filteredAccounts(context, filters['account_id'])
  const chats = filters['sender_id'] ? chatsOfSender(context.world, filters['sender_id']) : null
  for (const place of places) {
    if (place.sentAt <= after) return
    if (place.chat.isDeleted || place.sentAt >= before || (start && byNewest(start, place) >= 0)) continue
    if (accounts && !accounts.includes(place.chat.account)) continue
    if (chats && !chats.has(place.chat)) continue
    const message = context.world.messages.at(place.chat, place.index)
    if (filters['sender_id'] && filters['sender_id'] !== message.sender.providerId) continue
    yield message
  }
}

/** Where somebody may have written, so that other messages need not be read. */
const chatsOfSender = (world: World, senderId: string): ReadonlySet<Chat> =>
  new Set(world.findAttendees(senderId, world.accounts).flatMap((sender) => world.chatsOf(sender)))

function readPosition({ chats }: World, { position }: Listing): MessagePlace | null {
  const numbers = position && parseOpaqueId('message', position.last_id)
  const chat = numbers && chats[numbers[0]]
  return chat ? { chat, index: numbers[1], sentAt: Date.parse(position.last_date ?? '') } : null
}
