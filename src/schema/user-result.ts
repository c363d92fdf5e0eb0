import type { User } from '../domain/user.ts'
import { builder } from './builder.ts'
import { UserType } from './refs.ts'

type UserNotFound = { readonly result: 'NOT_FOUND' }
type InvalidIdentifier = {
  readonly result: 'INVALID'
  readonly argument: string
  readonly value: string
  readonly message: string
}
export type UserResult = User | UserNotFound | InvalidIdentifier

export const userNotFound: UserNotFound = { result: 'NOT_FOUND' }

/** `expected` completes the sentence "`argument` must be …". */
export function invalid(argument: string, value: string, expected: string): InvalidIdentifier {
  return { result: 'INVALID', argument, value: value.slice(0, 256), message: `${argument} must be ${expected}.` }
}

const UserNotFoundType = builder.objectRef<UserNotFound>('UserNotFound').implement({
  description: 'Nobody with this identifier was ever read. Whether the provider has such a user was not asked.',
  fields: (t) => ({
    message: t.string({
      description: 'The same for people to read.',
      resolve: () => 'Nobody with this identifier has been seen on your accounts yet.',
    }),
  }),
})

const InvalidIdentifierType = builder.objectRef<InvalidIdentifier>('InvalidIdentifier').implement({
  description: 'What was given can name nobody.',
  fields: (t) => ({
    argument: t.exposeString('argument', { description: 'Where it was given: `refs[3].publicId.value`.' }),
    value: t.exposeString('value', { description: 'What was given, cut to 256 characters.' }),
    message: t.exposeString('message', { description: 'What it should be.' }),
  }),
})

export const UserResultUnion = builder.unionType('UserResult', {
  description: 'A user, or why there is none.',
  types: [UserType, UserNotFoundType, InvalidIdentifierType],
  resolveType: (value) => {
    if (!('result' in value)) return UserType
    return value.result === 'INVALID' ? InvalidIdentifierType : UserNotFoundType
  },
})
