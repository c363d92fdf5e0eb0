import { type Acquaintance, addAcquaintance } from './acquaintances.ts'
import { accountPlans } from './cast/accounts.ts'
import { addConversation, type Conversation } from './conversations.ts'
import type { Theme } from './dialogues/index.ts'
import { createRandom, elementAt, hash, type Random } from './random.ts'
import type { WorldSize } from './sizes.ts'
import { addStranger } from './strangers.ts'
import { type Account, type ProviderName, providerNames } from './types.ts'
import { cities, products } from './vocabulary.ts'
import type { World } from './world.ts'

const hour = 60 * 60 * 1000
const groupShare = 0.1

const themes: Record<ProviderName, { readonly direct: readonly Theme[]; readonly group: readonly Theme[] }> = {
  LINKEDIN: { direct: ['sales', 'partnership', 'hiring'], group: ['crew'] },
  WHATSAPP: { direct: ['friends', 'support', 'partnership'], group: ['club', 'crew'] },
  INSTAGRAM: { direct: ['support', 'friends'], group: ['club'] },
  TELEGRAM: { direct: ['partnership', 'friends'], group: ['crew', 'club'] },
  TWITTER: { direct: ['support', 'hiring'], group: ['crew'] },
  MESSENGER: { direct: ['support'], group: ['club'] },
}

/** Fills a world that has its cast with people, chats and strangers, up to a size. */
export function populate(world: World, size: WorldSize): void {
  const shares = Object.values(accountPlans).map(({ share }) => share)
  for (const account of world.accounts) {
    const share = shares[account.number] ?? 0
    const random = createRandom(hash(world.seed, account.number))
    populateAccount(world, account, random, {
      ...size,
      attendees: Math.round(size.attendees * share),
      chats: Math.round(size.chats * share),
    })
  }
  const random = createRandom(hash(world.seed, world.accounts.length))
  for (let count = 0; count < size.strangers; count += 1) addStranger(world, random, elementAt(providerNames, count))
}

function populateAccount(world: World, account: Account, random: Random, size: WorldSize): void {
  const groupCount = Math.round(size.chats * groupShare)
  const acquaintances = Array.from({ length: size.attendees }, (_, place) =>
    addAcquaintance(world, account, random, {
      isChatting: isChosen(place, size.attendees, size.chats - groupCount),
      mayMeetInGroup: groupCount > 0,
    }),
  )
  for (const { attendee, isChatting } of acquaintances) {
    if (!isChatting) continue
    const product = attendee.providerId.startsWith('ACw') ? 'sales_navigator' : 'classic'
    const theme = random.pick(themes[account.provider].direct)
    addConversation(world, { ...history(world, random, size), account, members: [attendee], product, theme })
  }
  for (const members of gather(acquaintances, groupCount, random)) {
    const theme = random.pick(themes[account.provider].group)
    const name = groupName(world, random)
    addConversation(world, { ...history(world, random, size), account, kind: 'group', name, members, theme })
  }
}

/** Whether a place is among those chosen when so many of a row are, evenly spread. */
const isChosen = (place: number, length: number, chosen: number): boolean =>
  Math.floor(((place + 1) * chosen) / length) > Math.floor((place * chosen) / length)

/** The members of each group: everybody who must be in one is, and some who needn't. */
function gather(acquaintances: readonly Acquaintance[], groupCount: number, random: Random) {
  const groups = Array.from({ length: groupCount }, () =>
    Array.from({ length: random.between(2, 9) }, () => random.pick(acquaintances).attendee),
  )
  const met = acquaintances.filter(({ isMetInGroup }) => isMetInGroup)
  for (const [place, { attendee }] of met.entries()) elementAt(groups, place).push(attendee)
  return groups.map((members) => [...new Set(members)])
}

const groupName = ({ vocabulary }: World, random: Random): string =>
  random.pick([
    `${random.pick(cities)} climbers`,
    `Launch: ${random.pick(products)}`,
    `Friends of ${random.pick(cities)}`,
    `${random.pick(vocabulary.companies)} & us`,
    `Book club ${random.pick(cities)}`,
  ])

/** When a chat began, how much was said in it and how it is kept; most chats are short and a few are long. */
function history(world: World, random: Random, { messagesPerChat }: WorldSize): Partial<Conversation> {
  const writtenCount = Math.ceil(-Math.log(1 - random.fraction()) * messagesPerChat) || 1
  return {
    writtenCount,
    startedAt: world.clock.startedAt - random.between(2, 900 * 24) * hour,
    unreadCount: random.chance(0.15) ? random.between(1, Math.min(5, writtenCount)) : 0,
    isArchived: random.chance(0.08),
    isPinned: random.chance(0.02),
    mutedUntil: random.chance(0.03) ? -1 : null,
  }
}
