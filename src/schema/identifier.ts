import type { SeenIdentifier } from '../domain/user.ts'
import { phoneOf } from '../providers/phone-of.ts'
import { profileUrl } from '../providers/profile-url.ts'
import { AccountType } from './account.ts'
import { accountOf } from './account-of.ts'
import { builder } from './builder.ts'
import { EvidenceSourceEnum, IdentifierScopeEnum, ProviderEnum } from './enums.ts'
import { toldByStore } from './shape-of.ts'

function identifierType(name: string, description: string, value: string) {
  return builder.objectRef<SeenIdentifier>(name).implement({
    description,
    fields: (t) => ({
      value: t.exposeString('value', { description: value }),
      provider: t.expose('provider', { type: ProviderEnum, description: 'The network it is of.' }),
      scope: t.expose('scope', { type: IdentifierScopeEnum, description: 'Where it is valid.' }),
      url: t.field({
        type: 'URL',
        nullable: true,
        description: 'The page of the user with this identifier. Null when there is none for it.',
        resolve: (identifier) => profileUrl([identifier]),
      }),
      source: t.expose('source', { type: EvidenceSourceEnum, description: 'Where it was first read.' }),
      firstSeenAt: t.expose('firstSeenAt', { type: 'DateTime', description: 'When it was first read.' }),
      lastSeenAt: t.expose('lastSeenAt', {
        type: 'DateTime',
        description: 'When it was last read. An old public ID may be somebody else’s by now.',
      }),
    }),
  })
}

const ProviderInternalIdType = identifierType(
  'ProviderInternalId',
  'How a provider names the user within itself; messages and other resources refer to their sender by it.',
  'The ID as the provider spells it: a number (`100004512345678`); on LinkedIn `ACoAAQ…`, upper and lower case being ' +
    'different; on WhatsApp `33612345678@s.whatsapp.net`, or `…@lid`, which holds no phone number.',
)
const ProviderPublicIdType = identifierType(
  'ProviderPublicId',
  'How the user is named in public: a handle, a phone number, the end of a profile’s address. It can change.',
  'The name, normalised: phones are digits (`33612345678`), handles lower-case and without `@` (`adalovelace`).',
)
for (const type of [ProviderInternalIdType, ProviderPublicIdType]) {
  builder.objectField(type, 'phoneNumber', (t) =>
    t.field({
      type: 'PhoneNumber',
      nullable: true,
      description: 'The phone number that the identifier is, on WhatsApp and Telegram. Null when it is none.',
      resolve: phoneOf,
    }),
  )
}

const UnipileIdType = identifierType(
  'UnipileId',
  'How one account names somebody it knows: the attendee’s own id.',
  'The ID as upstream spells it; upper and lower case are different.',
)

builder.objectField(UnipileIdType, 'account', (t) =>
  t.field({
    type: AccountType,
    description: 'The account whose attendee it names.',
    extensions: toldByStore,
    resolve: ({ accountId }, _arguments, context) => accountOf(context, accountId),
  }),
)

const types = {
  PROVIDER_INTERNAL_ID: ProviderInternalIdType,
  PROVIDER_PUBLIC_ID: ProviderPublicIdType,
  UNIPILE_ID: UnipileIdType,
}

export const IdentifierUnion = builder.unionType('Identifier', {
  description: 'A name for a user.',
  types: Object.values(types),
  resolveType: ({ kind }) => types[kind],
})
