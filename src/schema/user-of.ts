import type { User } from '../domain/user.ts'
import type { Context } from './context.ts'

/** The user that an attendee, or another fact about a user, is of. */
export async function userOf(
  { userId }: { readonly userId: string },
  _arguments: object,
  { loaders }: Context,
): Promise<User> {
  const user = await loaders.userById.load(userId)
  if (!user) throw new Error(`User ${userId} is known of, but gone`)
  return user
}
