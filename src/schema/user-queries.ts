import { BadArgumentError } from '../domain/errors.ts'
import { builder } from './builder.ts'
import { findUser, UserRefInput } from './user-ref.ts'
import { UserResultUnion } from './user-result.ts'

const maximumRefs = 1000

builder.queryFields((t) => ({
  user: t.field({
    type: UserResultUnion,
    description: 'The user that goes by any of their identifiers, among all that were ever read.',
    args: { ref: t.arg({ type: UserRefInput, required: true, description: 'Who is meant.' }) },
    resolve: (_query, { ref }, context) => findUser('ref', ref, context),
  }),
  users: t.field({
    type: [UserResultUnion],
    description: 'Many users at once: one answer for each ref, in the same order.',
    args: {
      refs: t.arg({
        type: [UserRefInput],
        required: true,
        description: `Who is meant, at most ${maximumRefs}. Kinds may be mixed, and repetitions are fine.`,
      }),
    },
    resolve: (_query, { refs }, context) => {
      if (refs.length > maximumRefs) throw new BadArgumentError('refs', `at most ${maximumRefs} refs`)
      return refs.map((ref, index) => findUser(`refs[${index}]`, ref, context))
    },
  }),
}))
