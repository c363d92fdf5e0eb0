import type { Account, User } from './types.ts'

/** An invitation to become a contact that waits for an answer. */
export type Invitation = {
  readonly id: string
  readonly account: Account
  readonly user: User
  readonly direction: 'SENT' | 'RECEIVED'
  readonly text: string | null
  readonly sentAt: number
  /** What an answer to a received invitation must repeat. */
  readonly secret: string
}

/** The invitations that wait. */
export type Invitations = {
  readonly add: (invitation: Omit<Invitation, 'id' | 'secret'>) => Invitation
  readonly remove: (invitation: Invitation) => void
  readonly list: (account: Account, direction: Invitation['direction']) => readonly Invitation[]
  readonly find: (account: Account, user: User) => Invitation | null
}

/** No invitations yet; their ids count up from the first one added. */
export function createInvitations(): Invitations {
  const waiting = new Set<Invitation>()
  let count = 0
  const all = (account: Account): Invitation[] => [...waiting].filter((invitation) => invitation.account === account)
  return {
    add: (invitation) => {
      count += 1
      const added = { ...invitation, id: `70000000000000${String(count).padStart(5, '0')}`, secret: `secret-${count}` }
      waiting.add(added)
      return added
    },
    remove: (invitation) => waiting.delete(invitation),
    list: (account, direction) =>
      all(account)
        .filter((invitation) => invitation.direction === direction)
        .sort((one, other) => other.sentAt - one.sentAt),
    find: (account, user) => all(account).find((invitation) => invitation.user === user) ?? null,
  }
}
