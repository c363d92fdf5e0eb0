import type { World } from '../world.ts'
import { castUserNumber } from './users.ts'

/** The invitations that every world begins with: one sent and one received. */
export function addCastInvitations(world: World): void {
  const [account] = world.accounts
  const plans = [
    { name: 'barbaraLinkedin', direction: 'SENT', text: 'We met at the conference on types.' },
    { name: 'timLinkedin', direction: 'RECEIVED', text: 'Let us stay in touch.' },
  ] as const
  for (const { name, direction, text } of plans) {
    const user = world.users[castUserNumber(name)]
    if (account && user)
      world.invitations.add({ account, user, direction, text, sentAt: world.clock.startedAt - 86_400_000 })
  }
}
