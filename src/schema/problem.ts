import { builder } from './builder.ts'

/** Implemented by every refusal in a payload. Each says its own message. */
export const ProblemInterface = builder.interfaceRef<object>('Problem').implement({
  description:
    'Why you do not have what you asked for. Ask for `... on Problem { message }` to be ready for kinds to come.',
  fields: (t) => ({
    message: t.string({
      description: 'The reason as a sentence in English, for people to read; programs go by the type.',
      resolve: () => 'That was not possible.',
    }),
  }),
})
