import type { Identifier } from '../domain/identifier.ts'
import type { User } from '../domain/user.ts'
import type { Meaning } from '../providers/meanings.ts'
import type { Context } from './context.ts'

type Named = Pick<Meaning, 'identifiers' | 'unipileId'>
type Name = Meaning['identifiers'][number]
/** A user, and the identifier by which they were read; null for a Unipile ID. */
export type Owner = { readonly name: Name | null; readonly user: User }

/** The users who were read under any identifier of a meaning, each once. Usually one; none when nobody was. */
export async function findMeant(named: Named, context: Context): Promise<readonly User[]> {
  return (await findOwners(named, context)).map(({ user }) => user)
}

/**
 * The users whom a meaning can be of: the owner of what was written, whoever else goes by another name of the meaning.
 * Several only when nobody was read with what was written, each with a name of theirs.
 */
export async function findPossible(meaning: Meaning, context: Context): Promise<readonly Owner[]> {
  const owners = await findOwners(meaning, context)
  const [first] = owners
  if (owners.length < 2 || !first) return owners
  return first.name && isWritten(first.name, meaning) ? [first] : owners
}

/** Each user once, by the first of the names that leads to them. */
async function findOwners({ identifiers, unipileId }: Named, { loaders }: Context): Promise<readonly Owner[]> {
  const [behind, ...owners] = await Promise.all([
    unipileId === null ? null : userBehind(unipileId, loaders),
    ...identifiers.map((identifier) => loaders.identifierOwner.load(identifier)),
  ])
  const found = owners.flatMap((user, index): Owner[] => (user ? [{ name: identifiers[index] ?? null, user }] : []))
  if (behind) found.push({ name: null, user: behind })
  if (found.length < 2) return found
  return found.filter(({ user }, index) => found.findIndex((other) => other.user.id === user.id) === index)
}

function isWritten(name: Pick<Identifier, 'kind' | 'value'>, { candidates }: Meaning): boolean {
  return candidates.some(({ kind, value }) => kind === name.kind && value === name.value)
}

async function userBehind(unipileId: string, loaders: Context['loaders']): Promise<User | null> {
  const attendee = await loaders.attendeeByUnipileId.load(unipileId)
  return attendee && loaders.userById.load(attendee.userId)
}
