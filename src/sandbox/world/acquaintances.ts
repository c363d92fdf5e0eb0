import { isCast } from './cast/users.ts'
import { attendeesForUser, makeKnown } from './knowing.ts'
import type { Random } from './random.ts'
import { addStranger } from './strangers.ts'
import type { Account, Attendee, User } from './types.ts'
import type { World } from './world.ts'

const hour = 60 * 60 * 1000

type Circumstances = {
  readonly isChatting: boolean
  /** Whether somebody can be known for nothing but a group. */
  readonly mayMeetInGroup: boolean
}

export type Acquaintance = {
  readonly attendee: Attendee
  readonly isChatting: boolean
  /** True for somebody who is neither contact nor chat partner, and so has to be in a group. */
  readonly isMetInGroup: boolean
}

/** Makes an account know one more person, in one of the ways there are. */
export function addAcquaintance(
  world: World,
  account: Account,
  random: Random,
  { isChatting, mayMeetInGroup }: Circumstances,
): Acquaintance {
  const isContact = random.chance(isChatting ? 0.6 : mayMeetInGroup ? 0.75 : 1)
  const isMetInGroup = !isChatting && !isContact
  const usesSalesNavigator = account.features.includes('sales_navigator') && isChatting && random.chance(0.05)
  const user = findShared(world, account, random) ?? addStranger(world, random, account.provider)
  const attendee = makeKnown(world, account, user, {
    contactSince: isContact ? world.clock.startedAt - random.between(1, 36_000) * hour : null,
    distance: random.chance(0.7) ? 2 : 3,
    usesJid: random.chance(0.4),
    isPhoneHidden: isMetInGroup && random.chance(0.6),
    product: usesSalesNavigator ? 'sales_navigator' : 'classic',
  })
  return { attendee, isChatting, isMetInGroup }
}

/** Now and then somebody whom another account of the team knows already; never one of the cast. */
function findShared(world: World, account: Account, random: Random): User | null {
  if (!random.chance(0.25)) return null
  const { user } = random.pick(world.attendees)
  if (user.provider !== account.provider || isCast(user)) return null
  return attendeesForUser(world, account, user).length === 0 ? user : null
}
