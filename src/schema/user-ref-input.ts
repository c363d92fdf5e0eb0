import { builder } from './builder.ts'
import { ProviderEnum, UserKindEnum } from './enums.ts'

const ProviderIdInput = builder.inputType('ProviderIdInput', {
  description: 'A provider’s identifier: it names a user only together with provider and kind.',
  fields: (t) => ({
    provider: t.field({ type: ProviderEnum, required: true, description: 'The network that it is of.' }),
    kind: t.field({
      type: UserKindEnum,
      defaultValue: 'PERSON',
      description: '`/in/unipile` and `/company/unipile` are two users.',
    }),
    value: t.string({
      required: true,
      description:
        'The identifier, or the address it stands in; phones and handles with `+`, `@`, spaces and capitals if you like.',
    }),
  }),
})

const TextRefInput = builder.inputType('TextRefInput', {
  description: 'Whatever a person pasted to name a user.',
  fields: (t) => ({
    text: t.string({ required: true, description: 'A profile link, phone number, handle, id: `wa.me/33612345678`.' }),
    provider: t.field({
      type: ProviderEnum,
      description: 'The network it is known to be of, if it is; the account’s, where one is given, when left out.',
    }),
    kind: t.field({ type: UserKindEnum, description: 'What it is known to name, if it is.' }),
    country: t.string({
      description:
        'ISO 3166 code (`FR`) of the country whose national phone numbers are meant; the account’s, if it has one, when ' +
        'left out.',
    }),
  }),
})

const PhoneRefInput = builder.inputType('PhoneRefInput', {
  description: 'A phone number that a user goes by.',
  fields: (t) => ({
    number: t.field({ type: 'PhoneNumber', required: true, description: 'The whole number: `+33612345678`.' }),
    provider: t.field({
      type: ProviderEnum,
      description: 'The network, WHATSAPP or TELEGRAM; the account’s, where one is given, when left out.',
    }),
  }),
})

export const UserRefInput = builder.inputType('UserRef', {
  isOneOf: true,
  description: 'A way to name a user; exactly one must be given.',
  fields: (t) => ({
    id: t.id({ description: 'The `id` of a User.' }),
    unipileId: t.id({ description: 'The Unipile ID of any attendee of theirs.' }),
    internalId: t.field({
      type: ProviderIdInput,
      description: 'A provider internal ID: `33612345678@s.whatsapp.net`.',
    }),
    publicId: t.field({ type: ProviderIdInput, description: 'A provider public ID: `ada-lovelace`.' }),
    phone: t.field({ type: PhoneRefInput, description: 'A phone number, on networks where users go by theirs.' }),
    text: t.field({ type: TextRefInput, description: 'Anything that was pasted, read as `parseIdentifier` reads it.' }),
  }),
})
