import { findAccount } from '../accounts.ts'
import type { Context } from '../endpoint.ts'
import { Problem } from '../problem.ts'
import { attendeeId } from '../shapes/attendee.ts'
import { chatId } from '../shapes/chat.ts'
import { messageId } from '../shapes/message.ts'
import * as changes from '../world/changes.ts'
import type { Delivery } from '../world/happening.ts'
import { createRandom, hash } from '../world/random.ts'
import { addStranger } from '../world/strangers.ts'
import type { Account, Attendee, Chat, Message, SourceStatus, User } from '../world/types.ts'
import type { Emission } from './emission.ts'
import { findAttendee, findChat, findGroup, findMessage, findOtherSide, findUser } from './finders.ts'

type Of<T extends Emission['type']> = Extract<Emission, { readonly type: T }>
type Emitters = { readonly [T in Emission['type']]: (context: Context, emission: Of<T>) => EmissionResult }

/** The ids of what an emission was about. */
export type EmissionResult = {
  readonly account_id?: string
  readonly chat_id?: string
  readonly message_id?: string
  readonly attendee_id?: string
  readonly provider_id?: string
}

const participantAdded = 5
const participantLeft = 7

const statusAfter: Partial<Record<Of<'account_status'>['status'], SourceStatus>> = {
  ERROR: 'ERROR',
  STOPPED: 'STOPPED',
  CREDENTIALS: 'CREDENTIALS',
  CONNECTING: 'CONNECTING',
  DELETED: 'STOPPED',
}

const emitters: Emitters = {
  message_received: (context, emission) => {
    const chat = chatToWriteIn(context, emission)
    const sender = emission.isSender ? context.world.ownerOf(chat.account) : senderIn(context, chat, emission.user)
    const message = changes.addMessage(context.world, chat, { sender, text: emission.text ?? 'Hello!' })
    context.webhooks.publish({ event: 'message_received', message }, deliveryOf(emission))
    return { ...resultOf(message), attendee_id: attendeeId(sender), provider_id: sender.providerId }
  },
  message_read: (context, emission) => {
    const read = findMessage(context, emission.message_id)
    const message = changes.changeMessage(context.world, read, { seenAt: context.world.clock.tick() })
    const reader = findOtherSide(message.chat)
    context.webhooks.publish({ event: 'message_read', message, reader }, deliveryOf(emission))
    return resultOf(message)
  },
  message_reaction: (context, emission) => {
    const former = findMessage(context, emission.message_id)
    const sender = findOtherSide(former.chat)
    const reactions = [...former.reactions, { value: emission.value, sender }]
    const message = changes.changeMessage(context.world, former, { reactions })
    context.webhooks.publish(
      { event: 'message_reaction', message, value: emission.value, sender },
      deliveryOf(emission),
    )
    return resultOf(message)
  },
  message_edited: (context, emission) => {
    const change = { text: emission.text, isEdited: true }
    const message = changes.changeMessage(context.world, findMessage(context, emission.message_id), change)
    context.webhooks.publish({ event: 'message_edited', message }, deliveryOf(emission))
    return resultOf(message)
  },
  message_deleted: (context, emission) => {
    const message = changes.changeMessage(context.world, findMessage(context, emission.message_id), { isDeleted: true })
    context.webhooks.publish({ event: 'message_deleted', message }, deliveryOf(emission))
    return resultOf(message)
  },
  new_relation: (context, emission) => {
    const { account, user } = personOf(context, emission)
    const invitation = context.world.invitations.find(account, user)
    if (invitation) context.world.invitations.remove(invitation)
    const attendee = changes.addContact(context.world, account, user)
    context.webhooks.publish({ event: 'new_relation', account, user }, deliveryOf(emission))
    return resultOfAttendee(attendee)
  },
  lose_relation: (context, emission) => {
    const { account, user } = personOf(context, emission)
    changes.removeContact(context.world, account, user)
    return { account_id: account.id, provider_id: user.internalId }
  },
  account_status: (context, emission) => {
    const account = findAccount(context, emission.account_id)
    account.status = statusAfter[emission.status] ?? 'OK'
    context.webhooks.publish({ event: 'account_status', account, status: emission.status }, deliveryOf(emission))
    return { account_id: account.id }
  },
  join_group: (context, { chat_id, user }) => {
    const chat = findGroup(context, chat_id)
    const member = memberOf(context, chat, user)
    if (member.isSelf) chat.isMember = true
    else changes.addMember(context.world, chat, member)
    changes.addMessage(context.world, chat, { sender: member, eventType: participantAdded })
    return { ...resultOfAttendee(member), chat_id: chatId(chat) }
  },
  leave_group: (context, { chat_id, user }) => {
    const chat = findGroup(context, chat_id)
    const member = memberOf(context, chat, user)
    changes.removeMember(chat, member)
    changes.addMessage(context.world, chat, { sender: member, eventType: participantLeft })
    return { ...resultOfAttendee(member), chat_id: chatId(chat) }
  },
  delete_chat: (context, emission) => {
    const chat = findChat(context, emission.chat_id)
    chat.isDeleted = true
    return { account_id: chat.account.id, chat_id: chatId(chat) }
  },
  rotate_lid: (context, emission) => {
    const { account, user } = whatsappUserOf(context, emission)
    return { account_id: account.id, provider_id: changes.rotateLid(context.world, user) }
  },
  move_number: (context, emission) => {
    const { account, user } = whatsappUserOf(context, emission)
    const heir = strangerTo(context, account)
    changes.swapNumbers(context.world, user, heir)
    return { account_id: account.id, provider_id: heir.internalId }
  },
  show_phone: (context, emission) => {
    const { account, user } = personOf(context, emission)
    changes.showPhone(context.world, account, user)
    return { account_id: account.id, provider_id: user.internalId }
  },
  change_public_id: (context, emission) => {
    const { account, user } = personOf(context, emission)
    changes.changePublicId(context.world, user, emission.public_id)
    return { account_id: account.id, provider_id: user.internalId }
  },
}

/** Makes something happen, and lets the webhooks know if it is of the kind that they hear of. */
export function emit(context: Context, emission: Emission): EmissionResult {
  const emitter = emitters[emission.type] as (context: Context, emission: Emission) => EmissionResult
  return emitter(context, emission)
}

const deliveryOf = ({
  duplicate,
  delayMs,
}: {
  duplicate?: boolean | undefined
  delayMs?: number | undefined
}): Delivery => ({
  times: duplicate ? 2 : 1,
  delayMs,
})

function chatToWriteIn(context: Context, { account_id, chat_id, user }: Of<'message_received'>): Chat {
  if (chat_id) return findChat(context, chat_id)
  const account = findAccount(context, account_id ?? '')
  const sender = user ? findUser(context, account, user) : strangerTo(context, account)
  return changes.openDirectChat(context.world, findAttendee(context, account, sender, user))
}

const senderIn = (context: Context, chat: Chat, name: string | undefined): Attendee =>
  name ? findNamed(context, chat.account, name) : findOtherSide(chat)

const memberOf = (context: Context, chat: Chat, name: string | undefined): Attendee =>
  name ? findNamed(context, chat.account, name) : context.world.ownerOf(chat.account)

const findNamed = (context: Context, account: Account, name: string): Attendee =>
  findAttendee(context, account, findUser(context, account, name), name)

function personOf(context: Context, { account_id, user }: { account_id: string; user: string }) {
  const account = findAccount(context, account_id)
  return { account, user: findUser(context, account, user) }
}

function whatsappUserOf(context: Context, emission: { account_id: string; user: string }) {
  const { account, user } = personOf(context, emission)
  if (user.provider !== 'WHATSAPP') throw new Problem('invalid_parameters', '/account_id Expected a WhatsApp account')
  return { account, user }
}

const strangerTo = ({ world }: Context, { provider }: Account): User =>
  addStranger(world, createRandom(hash(world.seed, world.users.length)), provider)

const resultOf = (message: Message): EmissionResult => ({
  account_id: message.chat.account.id,
  chat_id: chatId(message.chat),
  message_id: messageId(message),
})

const resultOfAttendee = (attendee: Attendee): EmissionResult => ({
  account_id: attendee.account.id,
  attendee_id: attendeeId(attendee),
  provider_id: attendee.providerId,
})
