import { attendeesForUser } from '../world/knowing.ts'
import type { Account, ProviderName, User } from '../world/types.ts'
import type { World } from '../world/world.ts'

/** What the providers overlook in a name: an `@`, a `+`, the device in a WhatsApp id. */
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
  const user = world.names.find(provider, normalise[provider](identifier))
  if (!user || user.kind === 'COMPANY') return null
  // Telegram resolves the number of somebody only for those who have met them.
  const isStrange = provider === 'TELEGRAM' && identifier === user.internalId && user !== account.owner
  return isStrange && attendeesForUser(world, account, user).length === 0 ? null : user
}

/** The company of a slug, number or URN. */
export const findCompany = (world: World, identifier: string): User | null =>
  world.names.find('LINKEDIN', identifier.replace(/^urn:li:(fsd_company|organization):/, ''), 'COMPANY')
