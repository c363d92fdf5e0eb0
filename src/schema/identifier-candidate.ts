import type { IdentifierCandidate } from '../domain/identifier-candidate.ts'
import type { User } from '../domain/user.ts'
import { meanings } from '../providers/meanings.ts'
import { parseIdentifier } from '../providers/parse-identifier.ts'
import { phoneOf } from '../providers/phone-of.ts'
import { readAccount } from './arguments.ts'
import { builder } from './builder.ts'
import { IdentifierKindEnum, IdentifierScopeEnum, ProviderEnum, UserKindEnum } from './enums.ts'
import { findMeant } from './meant-users.ts'
import { readCountry } from './pasted-text.ts'
import { UserType } from './refs.ts'

export const IdentifierCandidateType = builder.objectRef<IdentifierCandidate>('IdentifierCandidate').implement({
  description: 'One thing that a text can mean.',
  fields: (t) => ({
    provider: t.expose('provider', {
      type: ProviderEnum,
      nullable: true,
      description: 'The network it is of. Null for a Unipile ID, which does not tell.',
    }),
    kind: t.expose('kind', { type: IdentifierKindEnum, description: 'Which kind of identifier it is.' }),
    userKind: t.expose('userKind', {
      type: UserKindEnum,
      nullable: true,
      description: 'What it names. Null for a Unipile ID, which does not tell.',
    }),
    value: t.exposeString('value', {
      description:
        'The identifier, normalised: phones are digits (`33612345678`), handles and slugs lower-case and decoded ' +
        '(`ada-lovelace`), ids untouched.',
    }),
    scope: t.expose('scope', { type: IdentifierScopeEnum, description: 'Where it is valid.' }),
    url: t.expose('url', {
      type: 'URL',
      nullable: true,
      description: 'The page of the user with this identifier. Null when there is none for it.',
    }),
    phoneNumber: t.field({
      type: 'PhoneNumber',
      nullable: true,
      description: 'The phone number that the identifier is, on WhatsApp and Telegram. Null when it is none.',
      resolve: (candidate) => (candidate.kind === 'UNIPILE_ID' ? null : phoneOf(candidate)),
    }),
    because: t.exposeString('because', { description: 'Why the text can mean this, in a sentence.' }),
    user: t.field({
      type: UserType,
      nullable: true,
      description: 'The user that was read with this identifier before. Null when none was; nobody is asked.',
      resolve: async (candidate, _arguments, context): Promise<User | null> => {
        const [meaning] = meanings([candidate])
        const users = meaning ? await findMeant(meaning, context) : []
        return users[0] ?? null
      },
    }),
  }),
})

builder.queryField('parseIdentifier', (t) =>
  t.field({
    type: [IdentifierCandidateType],
    description:
      'What a pasted text can mean: profile links, phone numbers, handles, ids. The most likely first, and all of ' +
      'them: nothing is guessed between two meanings. Empty when the text can name nobody. Free: nobody is asked.',
    args: {
      text: t.arg.string({ required: true, description: 'What was pasted: `linkedin.com/in/ada-lovelace?trk=share`.' }),
      provider: t.arg({ type: ProviderEnum, description: 'The network it is known to be of, if it is.' }),
      account: t.arg.id({ description: 'One of your accounts: what it is asked of, so its provider is meant.' }),
      country: t.arg.string({
        description:
          'ISO 3166 code (`FR`) of the country whose national phone numbers are meant; the account’s, if it has one, ' +
          'when left out.',
      }),
    },
    resolve: (_query, { text, provider, account, country }, context) => {
      const asking = account == null ? null : readAccount('account', account, context, provider ?? undefined)
      return parseIdentifier(text, {
        provider: provider ?? asking?.provider,
        defaultCountry: readCountry('country', country) ?? asking?.defaultCountry,
      }).candidates
    },
  }),
)
