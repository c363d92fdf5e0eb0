import { dialogueLength, dialogues } from './dialogues/index.ts'
import { elementAt, hash } from './random.ts'
import type { AddedMessage, Attachment, Attendee, Chat, Message, MessageChange, Reaction } from './types.ts'
import { cities, products, type Vocabulary } from './vocabulary.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const times = ['9:00', '10:30', '11:00', '14:00', '15:30', '16:00', '18:30', '20:00']
const reactionValues = ['👍', '❤️', '😂', '🎉', '🙏']
const groupCreated = 3
const attachments: readonly Attachment[] = [
  { kind: 'img', fileName: 'photo.svg', mimeType: 'image/svg+xml', size: 1024, content: null },
  { kind: 'file', fileName: 'notes.txt', mimeType: 'text/plain', size: 512, content: null },
  { kind: 'audio', fileName: 'voice.ogg', mimeType: 'audio/ogg', size: 2048, content: null },
]

/** Reads the messages of chats. The past is written as it is read: from the seed, the chat and the place in it. */
export type Messages = {
  readonly count: (chat: Chat) => number
  /** When a message was sent; later messages of a chat are never earlier. */
  readonly sentAt: (chat: Chat, index: number) => number
  readonly at: (chat: Chat, index: number) => Message
  /** Adds a message after all others of its chat, and gives its place. */
  readonly append: (chat: Chat, message: AddedMessage) => number
  /** Changes a message from now on, on top of what was changed before. */
  readonly change: (chat: Chat, index: number, change: MessageChange) => void
}

type Options = {
  readonly seed: number
  readonly vocabulary: Vocabulary
  /** The row of the owner in an account's attendees. */
  readonly ownerOf: (chat: Chat) => Attendee
  /** Until when the past goes, in milliseconds since 1970. */
  readonly until: number
}

/** Messages whose past depends on nothing but the seed and the chats. */
export function createMessages({ seed, vocabulary, ownerOf, until }: Options): Messages {
  const added = new Map<Chat, AddedMessage[]>()
  const changes = new Map<Chat, Map<number, MessageChange>>()

  const count = (chat: Chat): number => chat.writtenCount + (added.get(chat)?.length ?? 0)
  const addedAt = (chat: Chat, index: number): AddedMessage | undefined => added.get(chat)?.[index - chat.writtenCount]

  function sentAt(chat: Chat, index: number): number {
    const later = addedAt(chat, index)
    if (later) return later.sentAt
    // A dialogue fits in the first half of its share of the chat's life, a line every few minutes.
    const share = (until - chat.startedAt) / Math.ceil(chat.writtenCount / dialogueLength)
    const dialogue = Math.floor(index / dialogueLength)
    const step = Math.min(share / 2 / dialogueLength, 12 * minute)
    const jitter = hash(seed, chat.number, index, 1) / 2 ** 32
    const startsAt = chat.startedAt + dialogue * share
    // Where there is time enough between them, dialogues begin in the hours when people are awake.
    const wakingAt = startsAt - (startsAt % day) + 7 * hour + (hash(seed, chat.number, dialogue, 7) % (12 * hour))
    return Math.floor((share > 2 * day ? wakingAt : startsAt) + ((index % dialogueLength) + jitter) * step)
  }

  function at(chat: Chat, index: number): Message {
    const original = addedAt(chat, index) ?? written(chat, index)
    const change = changes.get(chat)?.get(index) ?? {}
    const dice = hash(seed, chat.number, index, 2)
    const isOfThePast = index < chat.writtenCount
    const isRead = isOfThePast && index < chat.writtenCount - chat.unreadCount
    return {
      ...original,
      chat,
      index,
      text: change.text ?? original.text,
      isEdited: change.isEdited ?? (isOfThePast && dice % 97 === 0),
      isDeleted: change.isDeleted ?? (isOfThePast && dice % 211 === 0),
      isHidden: original.eventType !== null,
      seenAt: change.seenAt ?? (isRead ? original.sentAt + minute : null),
      reactions: change.reactions ?? (isOfThePast && dice % 23 === 0 ? [reaction(chat, index)] : []),
    }
  }

  function written(chat: Chat, index: number) {
    const dialogue = elementAt(
      dialogues[chat.theme],
      (hash(seed, chat.number) >>> 1) + Math.floor(index / dialogueLength),
    )
    const line = elementAt(dialogue, index)
    const isEvent = index === 0 && chat.kind === 'group'
    const sender = line.isOwner ? ownerOf(chat) : (memberAt(chat, index) ?? ownerOf(chat))
    const dice = hash(seed, chat.number, index, 3)
    return {
      sender,
      sentAt: sentAt(chat, index),
      text: isEvent ? null : words(chat, index, line.words),
      attachments: !isEvent && dice % 29 === 0 ? [elementAt(attachments, dice >>> 8)] : [],
      quotedIndex: index > 0 && dice % 41 === 0 ? index - 1 : null,
      eventType: isEvent ? groupCreated : null,
    }
  }

  /** Fills in the placeholders; the lines of one dialogue agree about days, sums and places. */
  function words(chat: Chat, index: number, template: string): string {
    const topic = hash(seed, chat.number, Math.floor(index / dialogueLength), 4)
    const other = memberAt(chat, index)?.user
    const values: Record<string, string> = {
      owner: chat.account.owner.firstName,
      other: other?.firstName || 'you',
      company: other?.company || elementAt(vocabulary.companies, topic),
      product: elementAt(products, topic >>> 3),
      city: elementAt(cities, topic >>> 5),
      day: elementAt(days, topic >>> 7),
      time: elementAt(times, topic >>> 9),
      amount: `${20 + (topic % 470)} €`,
    }
    return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder)
  }

  function reaction(chat: Chat, index: number): Reaction {
    const dice = hash(seed, chat.number, index, 5)
    const member = dice % 2 === 0 ? memberAt(chat, index + 1) : undefined
    return { value: elementAt(reactionValues, dice >>> 4), sender: member ?? ownerOf(chat) }
  }

  const memberAt = (chat: Chat, index: number): Attendee | undefined =>
    chat.members[hash(seed, chat.number, index, 6) % Math.max(1, chat.members.length)]

  function append(chat: Chat, message: AddedMessage): number {
    const later = added.get(chat) ?? []
    added.set(chat, later)
    later.push(message)
    return count(chat) - 1
  }

  function change(chat: Chat, index: number, next: MessageChange): void {
    const ofChat = changes.get(chat) ?? new Map<number, MessageChange>()
    changes.set(chat, ofChat)
    ofChat.set(index, { ...ofChat.get(index), ...next })
  }

  return { count, sentAt, at, append, change }
}
