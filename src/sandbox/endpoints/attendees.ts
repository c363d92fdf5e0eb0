import { filteredAccounts } from '../accounts.ts'
import type { Call, Context, Endpoint, Reply } from '../endpoint.ts'
import { nextCursor, readListing, takePage } from '../listing.ts'
import { notFound } from '../problem.ts'
import { attendeeId, attendeeShape } from '../shapes/attendee.ts'
import { drawPicture } from '../shapes/picture.ts'
import { byActivity } from '../world/chat-order.ts'
import { parseOpaqueId } from '../world/opaque-id.ts'
import { byNewest } from '../world/timeline.ts'
import type { Account, Attendee, Chat } from '../world/types.ts'
import { listChats } from './chat-list.ts'
import { listMessages } from './message-list.ts'

/** The attendees that a path names: one or several, by Unipile ID or, within the account asked for or all, by provider id. */
function attendeesOf(context: Context, { params, query }: Call): readonly Attendee[] {
  const { world } = context
  const accounts = filteredAccounts(context, query.get('account_id') ?? undefined) ?? world.accounts
  const attendees = (params['id'] ?? '').split(',').flatMap((id) => world.findAttendees(id, accounts))
  const asked = attendees.filter(({ account }) => accounts.includes(account))
  if (asked.length === 0) throw notFound('Attendee')
  return asked
}

const accountOfAttendee = ({ world }: Context, { params }: Call): Account | null =>
  world.findAttendees(params['id'] ?? '', world.accounts)[0]?.account ?? null

function listAttendees(context: Context, call: Call): Reply {
  const { world } = context
  const listing = readListing(call.query, { filters: ['account_id'] })
  const accounts = filteredAccounts(context, listing.filters['account_id'])
  const rows = accounts ? accounts.flatMap((account) => world.attendeesOf(account)) : world.attendees
  const after = listing.position ? (parseOpaqueId('attendee', listing.position.last_id)?.[0] ?? -1) : -1
  const { items, hasMore } = takePage(followers(rows, after), listing.limit)
  const last = items.at(-1)
  return {
    body: {
      object: 'ChatAttendeeList',
      items: items.map((attendee) => attendeeShape(attendee, context.shapes, call.origin)),
      cursor: hasMore && last ? nextCursor(listing, { last_id: attendeeId(last) }) : null,
    },
  }
}

function* followers(rows: readonly Attendee[], after: number): Iterable<Attendee> {
  for (const attendee of rows) if (attendee.number > after) yield attendee
}

const chatsOf = ({ world }: Context, attendees: readonly Attendee[]): readonly Chat[] => [
  ...new Set(attendees.flatMap((attendee) => world.chatsOf(attendee))),
]

/** Their direct chats only, as the API does. */
function listAttendeeChats(context: Context, call: Call): Reply {
  const chats = chatsOf(context, attendeesOf(context, call)).filter(({ kind }) => kind === 'direct')
  return listChats(context, call, chats.sort(byActivity))
}

/** What they wrote, in direct chats and groups. */
function listAttendeeMessages(context: Context, call: Call): Reply {
  const { messages } = context.world
  const attendees = attendeesOf(context, call)
  const places = chatsOf(context, attendees).flatMap((chat) =>
    Array.from({ length: messages.count(chat) }, (_, index) => messages.at(chat, index)).filter(({ sender }) =>
      attendees.includes(sender),
    ),
  )
  return listMessages(context, call, () => places.sort(byNewest))
}

function sendPicture(context: Context, call: Call): Reply {
  const chat = context.world.findChat(call.params['id'] ?? '')
  const [attendee] = chat ? chat.members : attendeesOf(context, call)
  if (!attendee) throw notFound('Picture')
  return { body: Buffer.from(drawPicture(attendee.user)), contentType: 'image/svg+xml' }
}

export const attendeeEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/chat_attendees', class: 'store', answer: listAttendees },
  {
    method: 'GET',
    path: '/chat_attendees/:id',
    class: 'store',
    accountOf: accountOfAttendee,
    answer: (context, call) => {
      const attendee = context.world.findAttendee(call.params['id'] ?? '')
      if (!attendee) throw notFound('Attendee')
      return { body: attendeeShape(attendee, context.shapes, call.origin) }
    },
  },
  {
    method: 'GET',
    path: '/chat_attendees/:id/chats',
    class: 'store',
    accountOf: accountOfAttendee,
    answer: listAttendeeChats,
  },
  {
    method: 'GET',
    path: '/chat_attendees/:id/messages',
    class: 'store',
    accountOf: accountOfAttendee,
    answer: listAttendeeMessages,
  },
  {
    method: 'GET',
    path: '/chat_attendees/:id/picture',
    class: 'store',
    accountOf: accountOfAttendee,
    answer: sendPicture,
  },
]
