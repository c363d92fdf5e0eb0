import { byActivity } from './chat-order.ts'
import type { Clock } from './clock.ts'
import { createInvitations, type Invitations } from './invitations.ts'
import { createMessages, type Messages } from './messages.ts'
import { formatOpaqueId, parseOpaqueId } from './opaque-id.ts'
import { createTimeline, type Timeline } from './timeline.ts'
import type { Account, Attendee, Chat, Message, User } from './types.ts'
import { createUserNames, type UserNames } from './user-names.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

type Options = { readonly seed: number; readonly clock: Clock }

/** What a new account, attendee or chat is made of; the world adds its number. */
export type NewAccount = Omit<Account, 'number' | 'id'>
export type NewAttendee = Omit<Attendee, 'number'>
export type NewChat = Omit<Chat, 'number' | 'lastActivityAt' | 'isDeleted' | 'isMember'>

/**
 * All that is true at the networks and in the upstream's copy of them. A user exists at a provider; an attendee is a
 * user that an account knows. Rows are never removed, and their place is their number.
 */
export class World {
  readonly seed: number
  readonly clock: Clock
  readonly vocabulary: Vocabulary
  readonly messages: Messages
  readonly timeline: Timeline
  readonly invitations: Invitations = createInvitations()
  readonly accounts: Account[] = []
  readonly users: User[] = []
  readonly names: UserNames = createUserNames(this.users)
  readonly attendees: Attendee[] = []
  readonly chats: Chat[] = []
  readonly #attendeesByAccount: Attendee[][] = []
  readonly #attendeesByProviderId: Map<string, Attendee>[] = []
  readonly #chatsByProviderId: Map<string, Chat>[] = []
  readonly #chatsByMember = new Map<Attendee, Chat[]>()
  #chatsByActivity: Chat[] | null = null

  constructor({ seed, clock }: Options) {
    this.seed = seed
    this.clock = clock
    this.vocabulary = createVocabulary(seed)
    this.messages = createMessages({
      seed,
      vocabulary: this.vocabulary,
      ownerOf: ({ account }) => this.ownerOf(account),
      until: clock.startedAt,
    })
    this.timeline = createTimeline(this.chats, this.messages)
  }

  /** Adds a user whose number is the next one. */
  addUser(user: User): User {
    this.users.push(user)
    this.names.add(user)
    return user
  }

  /** Adds an account, whose first attendee has to be its owner. */
  addAccount(account: NewAccount): Account {
    const number = this.accounts.length
    const added = { ...account, number, id: formatOpaqueId('account', number) }
    this.accounts.push(added)
    this.#attendeesByAccount.push([])
    this.#attendeesByProviderId.push(new Map())
    this.#chatsByProviderId.push(new Map())
    return added
  }

  /** The account of an id; null when there is none. */
  findAccount(id: string): Account | null {
    const numbers = parseOpaqueId('account', id)
    return (numbers && this.accounts[numbers[0]]) ?? null
  }

  /** Adds an attendee after all others. */
  addAttendee(attendee: NewAttendee): Attendee {
    const added = { ...attendee, number: this.attendees.length }
    this.attendees.push(added)
    this.attendeesOf(added.account).push(added)
    this.#attendeesByProviderId[added.account.number]?.set(added.providerId, added)
    return added
  }

  /** An account's attendees, oldest row first; the first one is the owner. */
  attendeesOf(account: Account): Attendee[] {
    return this.#attendeesByAccount[account.number] ?? []
  }

  /** The row of an account's owner among its attendees. */
  ownerOf(account: Account): Attendee {
    const owner = this.attendeesOf(account)[0]
    if (!owner) throw new Error(`Account ${account.name} has no owner yet`)
    return owner
  }

  /** The attendee of a Unipile ID; null when there is none. */
  findAttendee(id: string): Attendee | null {
    const numbers = parseOpaqueId('attendee', id)
    return (numbers && this.attendees[numbers[0]]) ?? null
  }

  /** The attendee that one account lists under a provider id; null when it lists nobody under it. */
  findAttendeeByProviderId(account: Account, providerId: string): Attendee | null {
    return this.#attendeesByProviderId[account.number]?.get(providerId) ?? null
  }

  /** The attendees of a Unipile ID or, one for each of the accounts that know them, of a provider id. */
  findAttendees(id: string, accounts: readonly Account[]): readonly Attendee[] {
    const attendee = this.findAttendee(id)
    if (attendee) return [attendee]
    return accounts.flatMap((account) => this.findAttendeeByProviderId(account, id) ?? [])
  }

  /** Lists an attendee under another provider id from now on. */
  renameAttendee(attendee: Attendee, providerId: string): void {
    const index = this.#attendeesByProviderId[attendee.account.number]
    index?.delete(attendee.providerId)
    index?.set(providerId, attendee)
    attendee.providerId = providerId
  }

  /** Adds a chat, with the past that it says to have. */
  addChat(chat: NewChat): Chat {
    const added: Chat = {
      ...chat,
      number: this.chats.length,
      lastActivityAt: null,
      isDeleted: false,
      isMember: true,
    }
    if (added.writtenCount > 0) added.lastActivityAt = this.messages.sentAt(added, added.writtenCount - 1)
    this.chats.push(added)
    this.#chatsByProviderId[added.account.number]?.set(added.providerId, added)
    for (const member of added.members) this.joinChat(added, member)
    this.#chatsByActivity = null
    return added
  }

  /** Notes that an attendee is in a chat; its list of members is the chat's own. */
  joinChat(chat: Chat, member: Attendee): void {
    const chats = this.#chatsByMember.get(member)
    if (!chats) this.#chatsByMember.set(member, [chat])
    else if (!chats.includes(chat)) chats.push(chat)
  }

  /** The chats that an attendee is in and that still exist; for an owner, all of the account. */
  chatsOf(member: Attendee): Chat[] {
    if (member.isSelf) return this.chats.filter(({ account, isDeleted }) => account === member.account && !isDeleted)
    return (this.#chatsByMember.get(member) ?? []).filter((chat) => !chat.isDeleted && chat.members.includes(member))
  }

  /** The chat of a Unipile id, or of a provider id in the given account; null once it has been deleted. */
  findChat(id: string, account: Account | null = null): Chat | null {
    const numbers = parseOpaqueId('chat', id)
    const chat = (numbers && this.chats[numbers[0]]) ?? (account && this.#chatsByProviderId[account.number]?.get(id))
    return chat && !chat.isDeleted ? chat : null
  }

  /** Gives a chat another provider id from now on. */
  renameChat(chat: Chat, providerId: string): void {
    const index = this.#chatsByProviderId[chat.account.number]
    index?.delete(chat.providerId)
    index?.set(providerId, chat)
    chat.providerId = providerId
  }

  /** Tells that a chat has got a later activity, so that it moves to the front. */
  touchChat(chat: Chat, activityAt: number): void {
    chat.lastActivityAt = activityAt
    this.#chatsByActivity = null
  }

  /** All chats, the one with the latest activity first. */
  chatsByActivity(): readonly Chat[] {
    this.#chatsByActivity ??= [...this.chats].sort(byActivity)
    return this.#chatsByActivity
  }

  /** The message of an id, or null when there is none or its chat has been deleted. */
  findMessage(id: string): Message | null {
    const numbers = parseOpaqueId('message', id)
    const chat = numbers && this.chats[numbers[0]]
    if (!chat || chat.isDeleted || numbers[1] >= this.messages.count(chat)) return null
    return this.messages.at(chat, numbers[1])
  }
}
