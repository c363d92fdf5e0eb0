import { BadArgumentError } from '../domain/errors.ts'
import { builder } from './builder.ts'
import { findUser } from './find-user.ts'
import { lookupArguments, readLookupWish } from './lookup-arguments.ts'
import { findsInShapes, readingAhead } from './rendering.ts'
import { UserRefInput } from './user-ref-input.ts'
import { UserResultUnion } from './user-result.ts'

const maximumRefs = 1000

builder.queryFields((t) => ({
  user: t.field({
    type: UserResultUnion,
    description:
      'The user that goes by any of their identifiers. Whoever was ever read is found without asking; for others the ' +
      'provider is, unless `lookup` says not to. Somebody stored who could not be asked about is given as stored, and ' +
      '`profile { unmet }` tells why.',
    args: {
      ref: t.arg({ type: UserRefInput, required: true, description: 'Who is meant.' }),
      ...lookupArguments(t, 'IF_MISSING'),
    },
    extensions: findsInShapes,
    resolve: (_query, { ref, ...given }, context, info) =>
      findUser('ref', ref, readLookupWish(given, 'IF_MISSING', context), readingAhead(info, context)),
  }),
  users: t.field({
    type: [UserResultUnion],
    description:
      'Many users at once: one answer for each ref, in the same order. What may not be asked now is deferred.',
    args: {
      refs: t.arg({
        type: [UserRefInput],
        required: true,
        description: `Who is meant, at most ${maximumRefs}. Kinds may be mixed, and repetitions are fine.`,
      }),
      ...lookupArguments(t, 'IF_MISSING'),
    },
    extensions: findsInShapes,
    resolve: (_query, { refs, ...given }, context, info) => {
      if (refs.length > maximumRefs) throw new BadArgumentError('refs', `at most ${maximumRefs} refs`)
      const wish = readLookupWish(given, 'IF_MISSING', context)
      const reading = readingAhead(info, context)
      return refs.map((ref, index) => findUser(`refs[${index}]`, ref, wish, reading))
    },
  }),
}))
