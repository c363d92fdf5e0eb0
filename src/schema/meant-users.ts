import type { User } from '../domain/user.ts'
import type { Meaning } from '../providers/meanings.ts'
import type { Context } from './context.ts'

/** The users who were read under any identifier of a meaning, each once. Usually one; none when nobody was. */
export async function findMeant(
  { identifiers, unipileId }: Pick<Meaning, 'identifiers' | 'unipileId'>,
  { loaders }: Context,
): Promise<readonly User[]> {
  const [owners, attendee] = await Promise.all([
    Promise.all(identifiers.map((identifier) => loaders.identifierOwner.load(identifier))),
    unipileId === null ? null : loaders.attendeeByUnipileId.load(unipileId),
  ])
  const known = attendee ? await loaders.userById.load(attendee.userId) : null
  return [...new Map([...owners, known].flatMap((user) => (user ? [[user.id, user] as const] : []))).values()]
}
