import { type Provider, providers } from '../../src/domain/provider.ts'

/** One account of the world. Its attendees and chats have consecutive ids. */
export type WorldAccount = {
  readonly id: number
  readonly provider: Provider
  readonly attendees: number
  /** The owner's own attendee; the others have the ids that follow. */
  readonly firstAttendeeId: number
  readonly chats: number
  readonly firstChatId: number
  /**
   * The provider's first account. Every fourth person it knows is known to the provider's other accounts too, in the
   * same place of their lists.
   */
  readonly home: { readonly firstAttendeeId: number; readonly attendees: number }
}

const ACCOUNTS = 20

/** The account whose newest chats are the newest of all, and groups of ten. */
export const inboxAccountId = 2

/** Twenty accounts: the first with a tenth of the attendees, the others with as many each; half as many chats. */
export function planAccounts(attendees: number): readonly WorldAccount[] {
  const large = Math.floor(attendees / 10)
  const each = Math.floor((attendees - large) / (ACCOUNTS - 1))
  const last = attendees - large - each * (ACCOUNTS - 2)
  const planned: WorldAccount[] = []
  let firstAttendeeId = 1
  let firstChatId = 1
  for (let id = 1; id <= ACCOUNTS; id += 1) {
    const provider = providers[(id - 1) % providers.length] ?? 'LINKEDIN'
    const size = id === 1 ? large : id === ACCOUNTS ? last : each
    const place = { firstAttendeeId, attendees: size }
    const home = planned.find((other) => other.provider === provider)?.home ?? place
    const account = { id, provider, ...place, chats: Math.floor(size / 2), firstChatId, home }
    planned.push(account)
    firstAttendeeId += size
    firstChatId += account.chats
  }
  return planned
}
