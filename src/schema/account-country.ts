import { isCountry } from '../providers/phone/country.ts'
import { AccountType } from './account.ts'
import { readAccount } from './arguments.ts'
import { builder } from './builder.ts'
import { ProblemInterface, problemMessage } from './problem.ts'

const SetAccountCountryInput = builder.inputType('SetAccountCountryInput', {
  description: 'Which country an account’s national phone numbers are of.',
  fields: (t) => ({
    account: t.id({ required: true, description: 'The `id` of one of your accounts.' }),
    country: t.string({
      description: 'ISO 3166 code, such as `FR`. Null for none: national numbers then name nobody.',
    }),
  }),
})

type Updated = { readonly accountId: number }
type UnknownCountry = { readonly country: string }

const AccountCountrySetType = builder.objectRef<Updated>('AccountCountrySet').implement({
  description: 'The account reads national phone numbers as that country’s from now on.',
  fields: (t) => ({
    account: t.prismaField({
      type: AccountType,
      description: 'The account, changed.',
      resolve: (query, { accountId }, _arguments, { prisma }) =>
        prisma.account.findUniqueOrThrow({ ...query, where: { id: accountId } }),
    }),
  }),
})

const UnknownCountryType = builder.objectRef<UnknownCountry>('UnknownCountry').implement({
  interfaces: [ProblemInterface],
  description: 'No country with phone numbers has this code. Nothing was changed.',
  fields: (t) => ({
    country: t.exposeString('country', { description: 'What was given, cut to 16 characters.' }),
    message: t.string({
      description: problemMessage,
      resolve: ({ country }) => `${country} is not the ISO 3166 code of a country with phone numbers, such as FR.`,
    }),
  }),
})

const SetAccountCountryResult = builder.unionType('SetAccountCountryResult', {
  description: 'What became of setting an account’s country.',
  types: [AccountCountrySetType, UnknownCountryType],
  resolveType: (value) => ('accountId' in value ? AccountCountrySetType : UnknownCountryType),
})

builder.mutationField('setAccountCountry', (t) =>
  t.field({
    type: SetAccountCountryResult,
    description: 'Says which country is meant by a phone number without country code, on one account.',
    args: {
      input: t.arg({ type: SetAccountCountryInput, required: true, description: 'The account and its country.' }),
    },
    resolve: async (_mutation, { input }, context): Promise<Updated | UnknownCountry> => {
      const { id } = readAccount('input.account', input.account, context)
      const country = input.country?.trim().toUpperCase() ?? null
      if (country !== null && !isCountry(country)) return { country: input.country?.slice(0, 16) ?? '' }
      await context.changes.setDefaultCountry(id, country)
      return { accountId: id }
    },
  }),
)
