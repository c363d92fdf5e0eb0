import { parseLinkedinId } from '../world/identifiers.ts'
import { attendeesForUser } from '../world/knowing.ts'
import type { Account, ProviderName, User } from '../world/types.ts'
import type { World } from '../world/world.ts'

/** What the providers take for the same name: an `@`, a `+`, spaces in a phone, a WhatsApp device. */
const normalise: Record<ProviderName, (identifier: string) => string> = {
  LINKEDIN: (identifier) => identifier,
  WHATSAPP: (identifier) => identifier.replace(/^\+/, '').replace(/:\d+@/, '@'),
  INSTAGRAM: (identifier) => identifier.replace(/^@/, ''),
  TELEGRAM: (identifier) => identifier.replace(/^[@+]/, ''),
  TWITTER: (identifier) => identifier.replace(/^@/, ''),
  MESSENGER: (identifier) => identifier,
}

/** The person whom a provider has under an internal or public id; null when it has nobody, or won't say. */
export function findPerson(world: World, account: Account, identifier: string): User | null {
  const { provider } = account
  const user = world.findUser(provider, normalise[provider](identifier))
  if (!user || user.kind === 'COMPANY') return null
  if (
    provider === 'LINKEDIN' &&
    identifier.startsWith('AC') &&
    identifier.length === 39 &&
    !parseLinkedinId(identifier)
  )
    return null
  // Telegram resolves the number of somebody only for those who have met them.
  const isStrange = provider === 'TELEGRAM' && identifier === user.internalId && user !== account.owner
  return isStrange && attendeesForUser(world, account, user).length === 0 ? null : user
}

/** The company of a slug, number or URN. */
export const findCompany = (world: World, identifier: string): User | null =>
  world.findUser('LINKEDIN', identifier.replace(/^urn:li:(fsd_company|organization):/, ''), 'COMPANY')
