import { addConversation } from './conversations.ts'
import { lidOf } from './identifiers.ts'
import { attendeesForUser, makeKnown } from './knowing.ts'
import type { Account, AddedMessage, Attendee, Chat, Message, MessageChange, User } from './types.ts'
import type { World } from './world.ts'

type NewMessage = Pick<AddedMessage, 'sender'> & Partial<AddedMessage>

/** Adds a message now, at the end of a chat. */
export function addMessage(world: World, chat: Chat, message: NewMessage): Message {
  const sentAt = world.clock.tick()
  const blank = { text: null, attachments: [], quotedIndex: null, eventType: null }
  const index = world.messages.append(chat, { ...blank, ...message, sentAt })
  world.timeline.append({ chat, index, sentAt })
  world.touchChat(chat, sentAt)
  if (!message.sender.isSelf && !message.eventType) chat.unreadCount += 1
  return world.messages.at(chat, index)
}

/** Changes a message from now on, and gives it as it is then. */
export function changeMessage(world: World, { chat, index }: Message, change: MessageChange): Message {
  world.messages.change(chat, index, change)
  return world.messages.at(chat, index)
}

/** The direct chat with an attendee that people would go on writing in; null when there is none. */
export const findDirectChat = (world: World, attendee: Attendee): Chat | null =>
  world.chatsOf(attendee).find(({ kind, isReadOnly }) => kind === 'direct' && !isReadOnly) ?? null

/** The direct chat with an attendee, made when there is none. */
export const openDirectChat = (world: World, attendee: Attendee): Chat =>
  findDirectChat(world, attendee) ?? addConversation(world, { account: attendee.account, members: [attendee] })

/** Makes a user a contact of an account from now on. */
export function addContact(world: World, account: Account, user: User): Attendee {
  const attendee = attendeesForUser(world, account, user)[0] ?? makeKnown(world, account, user)
  attendee.contactSince = world.clock.tick()
  return attendee
}

/** Ends a contact. No network announces that, so nothing is published. */
export function removeContact(world: World, account: Account, user: User): void {
  for (const attendee of attendeesForUser(world, account, user)) attendee.contactSince = null
}

/** Puts an attendee in a group. */
export function addMember(world: World, chat: Chat, member: Attendee): void {
  if (chat.members.includes(member)) return
  chat.members.push(member)
  world.joinChat(chat, member)
}

/** Takes an attendee out of a group, or the account itself when the attendee is its owner. */
export function removeMember(chat: Chat, member: Attendee): void {
  if (member.isSelf) chat.isMember = false
  const place = chat.members.indexOf(member)
  if (place >= 0) chat.members.splice(place, 1)
}

/** Gives a WhatsApp user another LID: those who listed them under the old one list them under the new one. */
export function rotateLid(world: World, user: User): string {
  const former = user.lid
  user.lid = lidOf(user.number, former ? Number(former.slice(1, 3)) + 1 : 0)
  world.names.add(user)
  if (former) {
    world.names.remove(user, former)
    for (const account of world.accounts) {
      const attendee = world.findAttendeeByProviderId(account, former)
      if (!attendee) continue
      world.renameAttendee(attendee, user.lid)
      for (const chat of world.chatsOf(attendee)) if (chat.providerId === former) world.renameChat(chat, user.lid)
    }
  }
  return user.lid
}

/** Gives two WhatsApp users each other's number: whoever is listed and written to under one is the other from now on. */
export function swapNumbers(world: World, one: User, other: User): void {
  const { phone, internalId } = one
  one.phone = other.phone
  one.internalId = other.internalId
  other.phone = phone
  other.internalId = internalId
  for (const user of [one, other]) {
    world.names.add(user)
    for (const account of world.accounts) {
      const attendee = world.findAttendeeByProviderId(account, user.internalId)
      if (attendee) attendee.user = user
    }
  }
}

/** Shows an account the phone of a user that was hidden from it. */
export function showPhone(world: World, account: Account, user: User): void {
  for (const attendee of attendeesForUser(world, account, user)) attendee.isPhoneHidden = false
}

/** Gives a user another slug, username or handle; the old one names nobody from now on. */
export function changePublicId(world: World, user: User, publicId: string): void {
  if (user.publicId) world.names.remove(user, user.publicId)
  user.publicId = publicId
  world.names.add(user)
}
