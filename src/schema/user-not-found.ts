import { builder } from './builder.ts'
import { ProblemInterface, problemMessage } from './problem.ts'

type UserNotFound = { readonly result: 'NOT_FOUND'; readonly askedAt: string | null; readonly message: string }

/** Nobody was ever read by that name, and nobody was asked. */
export const userNotFound: UserNotFound = {
  result: 'NOT_FOUND',
  askedAt: null,
  message: 'Nobody with this identifier has been seen on your accounts yet.',
}

/** The same where somebody is to be written to, for which no provider is asked. */
export const yetToBeLookedUp: UserNotFound = {
  ...userNotFound,
  message: 'Nobody with this identifier has been seen on your accounts yet. Look them up first, with `user`.',
}

/** The provider said at that moment that it has no such user. */
export function notFoundAt(askedAt: string): UserNotFound {
  return { result: 'NOT_FOUND', askedAt, message: 'The provider has nobody with this identifier.' }
}

export const UserNotFoundType = builder.objectRef<UserNotFound>('UserNotFound').implement({
  interfaces: [ProblemInterface],
  description: 'There is nobody by that name: the provider said so, or nobody was ever read by it.',
  fields: (t) => ({
    askedAt: t.expose('askedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the provider said so; it is remembered. Null when it was not asked.',
    }),
    message: t.exposeString('message', { description: problemMessage }),
  }),
})
