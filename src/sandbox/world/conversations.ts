import { hash } from './random.ts'
import type { Account, Attendee, Chat, ChatKind } from './types.ts'
import type { NewChat, World } from './world.ts'

/** What is told of a chat; the rest is as in an ordinary direct chat that nobody has written in. */
export type Conversation = Pick<Chat, 'account' | 'members'> & Partial<NewChat>

/** Adds a chat that has a provider id such as the provider would give. */
export function addConversation(world: World, conversation: Conversation): Chat {
  const { account, members, kind = 'direct' } = conversation
  return world.addChat({
    kind,
    providerId: threadId(world, account, kind, members),
    name: null,
    subject: null,
    contentType: null,
    product: 'classic',
    theme: 'friends',
    writtenCount: 0,
    startedAt: world.clock.startedAt,
    unreadCount: 0,
    isArchived: false,
    isPinned: false,
    mutedUntil: null,
    isReadOnly: false,
    ...conversation,
  })
}

function threadId(world: World, account: Account, kind: ChatKind, members: readonly Attendee[]): string {
  const number = world.chats.length
  const digits = String(hash(number, 7)).padStart(10, '0')
  const peer = members[0]?.providerId ?? digits
  switch (account.provider) {
    case 'LINKEDIN':
      return `2-${Buffer.from(`${digits}-${number}-sandbox-thread`).toString('base64')}`
    case 'WHATSAPP':
      return { direct: peer, group: `120363${digits}${number}@g.us`, channel: `120364${digits}${number}@newsletter` }[
        kind
      ]
    case 'INSTAGRAM':
      return `3402823668417103${digits}${number}`
    case 'TELEGRAM':
      return kind === 'direct' ? peer : `-100${digits}`
    case 'TWITTER':
      return kind === 'direct' ? `${peer}-${account.owner.internalId}` : `18${digits}${number}`
    case 'MESSENGER':
      return kind === 'direct' ? peer : `25${digits}${number}`
  }
}
