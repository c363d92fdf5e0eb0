import type { IdentifierCandidate } from '../domain/identifier-candidate.ts'
import type { LookupDeferred, LookupProblem } from '../domain/lookup.ts'
import type { User } from '../domain/user.ts'
import { builder } from './builder.ts'
import { IdentifierCandidateType } from './identifier-candidate.ts'
import { ProviderProblemType, UserDeferredType } from './lookup-refusals.ts'
import { ProblemInterface, problemMessage } from './problem.ts'
import { UserType } from './refs.ts'
import { UserNotFoundType, type userNotFound } from './user-not-found.ts'

type InvalidIdentifier = {
  readonly result: 'INVALID'
  readonly argument: string
  readonly value: string
  readonly message: string
}
type AmbiguousIdentifier = {
  readonly result: 'AMBIGUOUS'
  readonly argument: string
  readonly value: string
  readonly candidates: readonly IdentifierCandidate[]
}
/** Why a ref names nobody. */
export type Nobody = typeof userNotFound | InvalidIdentifier | AmbiguousIdentifier
/** A user whom a field with a `lookup` argument gives; `unmet` is why nothing newer is known. */
export type FoundUser = User & { readonly unmet?: LookupDeferred | LookupProblem | null }
export type UserResult = FoundUser | Nobody | LookupDeferred | LookupProblem

/** `problem` completes the sentence that begins with the argument. */
export function invalid(argument: string, value: string, problem: string): InvalidIdentifier {
  return { result: 'INVALID', argument, value: value.slice(0, 256), message: `${argument} ${problem}` }
}

export function ambiguous(
  argument: string,
  value: string,
  candidates: readonly IdentifierCandidate[],
): AmbiguousIdentifier {
  return { result: 'AMBIGUOUS', argument, value: value.slice(0, 256), candidates }
}

export const InvalidIdentifierType = builder.objectRef<InvalidIdentifier>('InvalidIdentifier').implement({
  interfaces: [ProblemInterface],
  description: 'What was given can name nobody.',
  fields: (t) => ({
    argument: t.exposeString('argument', { description: 'Where it was given: `refs[3].publicId.value`.' }),
    value: t.exposeString('value', { description: 'What was given, cut to 256 characters.' }),
    message: t.exposeString('message', { description: 'What it should be.' }),
  }),
})

export const AmbiguousIdentifierType = builder.objectRef<AmbiguousIdentifier>('AmbiguousIdentifier').implement({
  interfaces: [ProblemInterface],
  description: 'What was given can name several users, and nothing is guessed between them.',
  fields: (t) => ({
    argument: t.exposeString('argument', { description: 'Where it was given: `refs[3].text.text`.' }),
    value: t.exposeString('value', { description: 'What was given, cut to 256 characters.' }),
    candidates: t.expose('candidates', {
      type: [IdentifierCandidateType],
      description: 'All that it can mean, the most likely first. Ask again with the provider and kind of one.',
    }),
    message: t.string({
      description: problemMessage,
      resolve: ({ argument }) => `${argument} can mean several things: say which, by provider and kind.`,
    }),
  }),
})

export const nobodyTypes = {
  NOT_FOUND: UserNotFoundType,
  INVALID: InvalidIdentifierType,
  AMBIGUOUS: AmbiguousIdentifierType,
}

export const UserResultUnion = builder.unionType('UserResult', {
  description: 'A user, or why there is none.',
  types: [UserType, ...Object.values(nobodyTypes), UserDeferredType, ProviderProblemType],
  resolveType: (value: UserResult) => {
    if ('result' in value) return nobodyTypes[value.result]
    if ('because' in value) return UserDeferredType
    return 'problem' in value ? ProviderProblemType : UserType
  },
})
