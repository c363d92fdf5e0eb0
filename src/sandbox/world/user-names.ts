import { parseLinkedinId } from './identifiers.ts'
import type { ProviderName, User } from './types.ts'

/** Who is called what at which provider. */
export type UserNames = {
  /** Makes a user findable by all its names; to be called again when one has changed. */
  readonly add: (user: User) => void
  /** Forgets an old name of a user. */
  readonly remove: (user: User, name: string) => void
  /** The user of an internal or public id, or of a phone; null when the provider has nobody by that name. */
  readonly find: (provider: ProviderName, name: string, kind?: User['kind']) => User | null
}

/** An index of users whose place in `users` is their number. */
export function createUserNames(users: readonly User[]): UserNames {
  const indexes = new Map<string, Map<string, User>>()

  function indexOf(provider: ProviderName, kind: User['kind']): Map<string, User> {
    const key = `${provider} ${kind}`
    const index = indexes.get(key) ?? new Map<string, User>()
    indexes.set(key, index)
    return index
  }

  return {
    add: (user) => {
      const index = indexOf(user.provider, user.kind)
      for (const name of namesOf(user)) if (name) index.set(name.toLowerCase(), user)
    },
    remove: ({ provider, kind }, name) => indexOf(provider, kind).delete(name.toLowerCase()),
    find: (provider, name, kind = 'PERSON') => {
      const member = provider === 'LINKEDIN' ? parseLinkedinId(name) : null
      if (member) return users[member.userNumber] ?? null
      return indexOf(provider, kind).get(name.toLowerCase()) ?? null
    },
  }
}

/** LinkedIn's ids of members can be read back and need no index; and nobody is found there by phone. */
const namesOf = ({
  provider,
  kind,
  internalId,
  publicId,
  lid,
  messagingId,
  phone,
}: User): readonly (string | null)[] =>
  provider === 'LINKEDIN' && kind === 'PERSON' ? [publicId] : [internalId, publicId, lid, messagingId, phone]
