import { accountPlans, type CastAccount } from './world/cast/accounts.ts'
import { attendeePlans, type CastAttendee } from './world/cast/attendees.ts'
import { type CastChat, chatPlans } from './world/cast/chats.ts'
import { type CastUser, userPlans } from './world/cast/users.ts'
import { linkedinId } from './world/identifiers.ts'
import { formatOpaqueId } from './world/opaque-id.ts'
import type { User } from './world/types.ts'
import { createUser } from './world/user.ts'

const accountCount = Object.keys(accountPlans).length

/** The account ids of the team, the same in every world. */
export const castAccounts: Readonly<Record<CastAccount, string>> = numbered(accountPlans, (number) =>
  formatOpaqueId('account', number),
)

/** The Unipile ids of the owners, each in their own account. */
export const castOwners: Readonly<Record<CastAccount, string>> = numbered(accountPlans, (number) =>
  formatOpaqueId('attendee', number),
)

/** The Unipile ids by which the accounts know the cast. */
export const castAttendees: Readonly<Record<CastAttendee, string>> = numbered(attendeePlans, (number) =>
  formatOpaqueId('attendee', accountCount + number),
)

/** The Unipile ids of the cast's chats. */
export const castChats: Readonly<Record<CastChat, string>> = numbered(chatPlans, (number) =>
  formatOpaqueId('chat', number),
)

/** The cast as the providers show it: internal and public ids, phones and names. */
export const castUsers: Readonly<Record<CastUser, Readonly<User>>> = numbered(userPlans, (number, plan) =>
  createUser(number, plan),
)

/** The Sales Navigator id of a LinkedIn member of the cast. */
export const salesNavigatorId = (user: User): string => linkedinId('sales_navigator', user.number)

/** The Recruiter id of a LinkedIn member of the cast. */
export const recruiterId = (user: User): string => linkedinId('recruiter', user.number)

/** A phone that has no WhatsApp. */
export const phoneWithoutWhatsapp = '33699999999'

/** The id of a message of a chat of the cast, counted from the oldest, 0. */
export const castMessage = (chat: CastChat, index: number): string =>
  formatOpaqueId('message', Object.keys(chatPlans).indexOf(chat), index)

function numbered<K extends string, P, R>(plans: Record<K, P>, made: (number: number, plan: P) => R): Record<K, R> {
  const entries = Object.entries<P>(plans).map(([name, plan], number) => [name, made(number, plan)])
  return Object.fromEntries(entries) as Record<K, R>
}
