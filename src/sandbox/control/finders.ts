import type { Context } from '../endpoint.ts'
import { notFound, Problem } from '../problem.ts'
import { attendeeId } from '../shapes/attendee.ts'
import { attendeesForUser, makeKnown } from '../world/knowing.ts'
import type { Account, Attendee, Chat, Message, User } from '../world/types.ts'

/** The user of any id at the account's provider, or of an attendee's Unipile ID; a Problem when there is none. */
export function findUser({ world }: Context, account: Account, name: string): User {
  const user = world.findAttendee(name)?.user ?? world.names.find(account.provider, name.replace(/^[@+]/, ''))
  if (!user || user.provider !== account.provider) throw notFound('User')
  return user
}

/** The row that a name names, otherwise any of the user's, otherwise a new one. */
export function findAttendee({ world }: Context, account: Account, user: User, name = ''): Attendee {
  const rows = attendeesForUser(world, account, user)
  const named = rows.find((row) => row.providerId === name || attendeeId(row) === name)
  return named ?? rows[0] ?? makeKnown(world, account, user)
}

/** The first in a chat who is not the owner. */
export function findOtherSide(chat: Chat): Attendee {
  const [other] = chat.members
  if (!other) throw notFound('Attendee')
  return other
}

/** The chat of a Unipile id; a Problem when there is none. */
export function findChat({ world }: Context, id: string): Chat {
  const chat = world.findChat(id)
  if (!chat) throw notFound('Chat')
  return chat
}

/** The group or channel of a Unipile id; a Problem when it is a direct chat. */
export function findGroup(context: Context, id: string): Chat {
  const chat = findChat(context, id)
  if (chat.kind === 'direct') throw new Problem('invalid_parameters', '/chat_id Expected a group')
  return chat
}

/** The message of a Unipile id; a Problem when there is none. */
export function findMessage({ world }: Context, id: string): Message {
  const message = world.findMessage(id)
  if (!message) throw notFound('Message')
  return message
}
