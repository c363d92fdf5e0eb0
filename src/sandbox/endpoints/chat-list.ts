import { filteredAccounts } from '../accounts.ts'
import type { Call, Context, Reply } from '../endpoint.ts'
import { type Listing, nextCursor, type Position, readListing, readPeriod, takePage } from '../listing.ts'
import { chatId, chatShape, isoTime } from '../shapes/chat.ts'
import { byActivity, type ChatPlace } from '../world/chat-order.ts'
import { firstPlace } from '../world/first-place.ts'
import { parseOpaqueId } from '../world/opaque-id.ts'
import type { Chat } from '../world/types.ts'

/** A page of chats out of those given, which must be in the order of activity, the latest first. */
export function listChats(context: Context, { query }: Call, chats: readonly Chat[]): Reply {
  const listing = readListing(query, { filters: ['before', 'after', 'account_id', 'account_type', 'unread'] })
  const { items, hasMore } = takePage(matching(context, listing, chats), listing.limit)
  const last = items.at(-1)
  return {
    body: {
      object: 'ChatList',
      items: items.map(chatShape),
      cursor: hasMore && last ? nextCursor(listing, positionOf(last)) : null,
    },
  }
}

/** The period is about the latest activity: the only date that a chat shows. */
function* matching(context: Context, listing: Listing, chats: readonly Chat[]): Iterable<Chat> {
  const { filters } = listing
  const { after, before } = readPeriod(listing)
  const accounts = filteredAccounts(context, filters['account_id'])
  for (let place = startOf(chats, listing.position); place < chats.length; place += 1) {
    const chat = chats[place] as Chat
    const activity = chat.lastActivityAt ?? 0
    if (activity <= after) return
    if (chat.isDeleted || activity >= before) continue
    if (accounts && !accounts.includes(chat.account)) continue
    if (filters['account_type'] && filters['account_type'] !== chat.account.provider) continue
    if (filters['unread'] && filters['unread'] !== String(chat.unreadCount > 0)) continue
    yield chat
  }
}

const positionOf = (chat: Chat): Position => ({
  last_id: chatId(chat),
  last_date: chat.lastActivityAt === null ? null : isoTime(chat.lastActivityAt),
})

/** The first place after a position: chats move, so the position is a time and not a place. */
function startOf(chats: readonly Chat[], position: Position | null): number {
  if (!position) return 0
  const place: ChatPlace = {
    number: parseOpaqueId('chat', position.last_id)?.[0] ?? 0,
    lastActivityAt: position.last_date ? Date.parse(position.last_date) : null,
  }
  return firstPlace(chats.length, (number) => byActivity(place, chats[number] as Chat) < 0)
}
