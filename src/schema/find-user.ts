import { type LookupAnswer, providerOf } from '../domain/lookup.ts'
import type { Context } from './context.ts'
import type { LookupWish } from './lookup-arguments.ts'
import { notFoundAt, userNotFound } from './user-not-found.ts'
import { readUserRef, type UserRef } from './user-ref.ts'
import type { UserResult } from './user-result.ts'

/** The user that a ref names; a provider is asked when the policy wants it. `argument` is where the ref was given. */
export async function findUser(
  argument: string,
  ref: UserRef,
  { policy, account }: LookupWish,
  context: Context,
): Promise<UserResult> {
  const meaning = await readUserRef(argument, ref, account, context)
  if ('refusal' in meaning) return meaning.refusal
  const subject =
    'user' in meaning
      ? { userId: meaning.user.id, provider: meaning.user.provider }
      : { identifier: meaning.identifier }
  if (account && account.provider !== providerOf(subject)) return otherProvider(account.id)
  if ('user' in meaning && (policy.kind === 'NEVER' || (policy.kind === 'IF_MISSING' && meaning.user.displayName)))
    return meaning.user

  const answer = await context.lookups.find(subject, {
    policy,
    wants: 'IDENTITY',
    ...(account && { accounts: [account] }),
  })
  return resultOf(answer, context)
}

/** An answer as clients see it. */
export async function resultOf(answer: LookupAnswer, { loaders }: Context): Promise<UserResult> {
  switch (answer.kind) {
    case 'FOUND': {
      // Whoever was read before the lookup is not who is known of now.
      const user = await loaders.userById.clear(answer.userId).load(answer.userId)
      return user ? { ...user, unmet: answer.unmet } : userNotFound
    }
    case 'NOT_FOUND':
      return notFoundAt(answer.at)
    case 'NOT_ASKED':
      return userNotFound
    default:
      return answer
  }
}

function otherProvider(accountId: number): UserResult {
  return { kind: 'PROBLEM', problem: 'OTHER_PROVIDER', accountId, retryAt: null, reconnectUrl: null }
}
