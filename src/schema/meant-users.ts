import type { User } from '../domain/user.ts'
import type { Meaning } from '../providers/meanings.ts'
import type { Context } from './context.ts'

/** The users who were read under any identifier of a meaning, each once. Usually one; none when nobody was. */
export function findMeant(
  { identifiers, unipileId }: Pick<Meaning, 'identifiers' | 'unipileId'>,
  { loaders }: Context,
): Promise<readonly User[]> {
  const owners = identifiers.map((identifier) => loaders.identifierOwner.load(identifier))
  return Promise.all(unipileId === null ? owners : [...owners, userBehind(unipileId, loaders)]).then(eachOnce)
}

async function userBehind(unipileId: string, loaders: Context['loaders']): Promise<User | null> {
  const attendee = await loaders.attendeeByUnipileId.load(unipileId)
  return attendee && loaders.userById.load(attendee.userId)
}

function eachOnce(found: readonly (User | null)[]): readonly User[] {
  const users = found.filter((user) => user !== null)
  return users.length < 2 ? users : [...new Map(users.map((user) => [user.id, user])).values()]
}
