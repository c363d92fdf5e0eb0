import type { Attendee } from '../domain/attendee.ts'
import type { User } from '../domain/user.ts'
import type { Context } from './context.ts'

/** The user that an attendee is. */
export async function userOf({ userId }: Attendee, _arguments: object, { loaders }: Context): Promise<User> {
  const user = await loaders.userById.load(userId)
  if (!user) throw new Error(`User ${userId} has an attendee, but is gone`)
  return user
}
