import { type LinkedinProduct, linkedinId } from './identifiers.ts'
import type { Account, Attendee, User } from './types.ts'
import { fullName } from './user.ts'
import type { NewAttendee, World } from './world.ts'

type Knowing = Partial<Pick<Attendee, 'isSelf' | 'contactSince' | 'distance' | 'isPhoneHidden'>> & {
  readonly product?: LinkedinProduct
  readonly usesJid?: boolean
}

/** The id under which an account lists a user: Instagram uses the one for messaging, WhatsApp mostly the LID. */
export function providerIdOf(user: User, { product = 'classic', usesJid = false }: Knowing = {}): string {
  if (product !== 'classic') return linkedinId(product, user.number)
  if (user.provider === 'WHATSAPP' && usesJid) return user.internalId
  return user.lid ?? user.messagingId ?? user.internalId
}

/** Makes an account know a user: from now on the user is one of its attendees. */
export function makeKnown(world: World, account: Account, user: User, knowing: Knowing = {}): Attendee {
  const attendee: NewAttendee = {
    account,
    user,
    providerId: providerIdOf(user, knowing),
    isSelf: knowing.isSelf ?? false,
    contactSince: knowing.contactSince ?? null,
    distance: knowing.distance ?? 2,
    isPhoneHidden: knowing.isPhoneHidden ?? false,
  }
  return world.addAttendee(attendee)
}

/** How an account's list of attendees calls somebody; empty for those who show no name. */
export const attendeeName = ({ user }: Attendee): string =>
  user.provider === 'LINKEDIN' && user.isPrivate ? 'LinkedIn Member' : fullName(user)

/** The rows by which an account knows a user, one for each of the user's ids in use; none when it doesn't. */
export function attendeesForUser(world: World, account: Account, user: User): Attendee[] {
  const ids = [
    user.internalId,
    user.lid,
    user.messagingId,
    ...(user.provider === 'LINKEDIN' && user.kind === 'PERSON'
      ? [linkedinId('sales_navigator', user.number), linkedinId('recruiter', user.number)]
      : []),
  ]
  return ids.flatMap((id) => (id && world.findAttendeeByProviderId(account, id)) || [])
}

/** Since when an account has a user as its contact; null when it hasn't. */
export function contactSince(world: World, account: Account, user: User): number | null {
  return attendeesForUser(world, account, user).find((attendee) => attendee.contactSince !== null)?.contactSince ?? null
}

/** An account's contacts, the latest first. */
export function contactsOf(world: World, account: Account): Attendee[] {
  return world
    .attendeesOf(account)
    .filter((attendee) => attendee.contactSince !== null)
    .sort((one, other) => (other.contactSince ?? 0) - (one.contactSince ?? 0) || other.number - one.number)
}
