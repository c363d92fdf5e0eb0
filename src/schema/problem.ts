import { builder } from './builder.ts'

/** What the message of each refusal is, for whoever reads the schema. */
export const problemMessage = 'Why, as a sentence in English for people to read; programs go by the type.'

/** Implemented by every refusal in a payload. Each says its own message. */
export const ProblemInterface = builder.interfaceRef<object>('Problem').implement({
  description:
    'Why you do not have what you asked for. Ask for `... on Problem { message }` to be ready for kinds to come.',
  fields: (t) => ({
    message: t.string({
      description: problemMessage,
      resolve: () => 'That was not possible.',
    }),
  }),
})
