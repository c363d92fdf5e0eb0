import type { LookupAnswer, LookupDeferred, LookupProblem, Profile } from '../domain/lookup.ts'
import type { Provider } from '../domain/provider.ts'
import { phonesOf } from '../providers/phone-of.ts'
import { AccountType } from './account.ts'
import { builder } from './builder.ts'
import { lookupArguments, readLookupWish } from './lookup-arguments.ts'
import { ProviderProblemType, UserDeferredType } from './lookup-refusals.ts'
import { ProblemInterface, problemMessage } from './problem.ts'
import { UserType } from './refs.ts'
import { notFoundAt, UserNotFoundType } from './user-not-found.ts'
import type { FoundUser } from './user-result.ts'

type ShownProfile = Profile & {
  readonly provider: Provider
  readonly unmet: LookupDeferred | LookupProblem | null
}
type NotLookedUp = { readonly kind: 'NOT_ASKED' }

const LookupUnmetUnion = builder.unionType('LookupUnmet', {
  description: 'Why an answer is older, or less, than was asked for.',
  types: [UserDeferredType, ProviderProblemType],
  resolveType: ({ kind }: LookupDeferred | LookupProblem) =>
    kind === 'DEFERRED' ? UserDeferredType : ProviderProblemType,
})

const ProfileType = builder.objectRef<ShownProfile>('Profile').implement({
  description: 'What only a lookup tells of a user, as the provider showed it to one of your accounts.',
  fields: (t) => ({
    account: t.prismaField({
      type: AccountType,
      description: 'The account that it was shown to.',
      resolve: (query, { accountId: id }, _arguments, { prisma }) =>
        prisma.account.findUniqueOrThrow({ ...query, where: { id } }),
    }),
    fetchedAt: t.expose('fetchedAt', { type: 'DateTime', description: 'When the provider showed it.' }),
    ageSeconds: t.int({
      description: 'How long ago that was.',
      resolve: ({ fetchedAt }, _arguments, { now }) => Math.round((now().getTime() - Date.parse(fetchedAt)) / 1000),
    }),
    complete: t.boolean({
      description: 'Whether the provider showed all that was asked for.',
      resolve: ({ missingSections }) => missingSections.length === 0,
    }),
    missingSections: t.exposeStringList('missingSections', {
      description:
        'Parts that the provider left out of its latest answer because it throttles: `about`. What an earlier answer said of ' +
        'them is kept.',
    }),
    unmet: t.expose('unmet', {
      type: LookupUnmetUnion,
      nullable: true,
      description:
        'Why it is older, or less, than you asked for, here or by the `lookup` of the field that gave the user. Null when ' +
        'it is as asked.',
    }),
    isContact: t.exposeBoolean('contact', {
      nullable: true,
      description: 'Whether the account has the user as contact. Null when the provider does not say.',
    }),
    isPrivate: t.exposeBoolean('isPrivate', {
      nullable: true,
      description: 'Whether the provider keeps the profile from the account. Null when it does not say.',
    }),
    contact: t.exposeBoolean('contact', {
      nullable: true,
      description: 'The same as `isContact`. Null when that is.',
      deprecationReason: 'Use `isContact`: a bare noun says too little of a yes or no.',
    }),
    private: t.exposeBoolean('isPrivate', {
      nullable: true,
      description: 'The same as `isPrivate`. Null when that is.',
      deprecationReason: 'Use `isPrivate`: `private` is a reserved word in many languages.',
    }),
    summary: t.exposeString('summary', {
      nullable: true,
      description: 'What the user writes about themselves. Null when nothing is.',
    }),
    location: t.exposeString('location', {
      nullable: true,
      description: 'Where the user is, in the user’s words. Null when they do not say.',
    }),
    websites: t.expose('websites', { type: ['URL'], description: 'Links that the user publishes.' }),
    emails: t.exposeStringList('emails', { description: 'Mail addresses, as far as they are shown to the account.' }),
    phones: t.exposeStringList('phones', {
      description: 'Phone numbers as the user wrote them, as far as they are shown to the account: `06 12 34 56 78`.',
    }),
    phoneNumbers: t.field({
      type: ['PhoneNumber'],
      description: 'Those of `phones` that are written with their country’s code.',
      resolve: ({ provider, phones }) => [...phonesOf(provider, phones)],
    }),
    followerCount: t.exposeInt('followerCount', {
      nullable: true,
      description: 'How many follow the user. Null when the provider does not say.',
    }),
  }),
})

const ProfileNotFetchedType = builder.objectRef<NotLookedUp>('ProfileNotFetched').implement({
  interfaces: [ProblemInterface],
  description: 'No account has fetched the profile yet, and the policy forbade to ask.',
  fields: (t) => ({
    message: t.string({
      description: problemMessage,
      resolve: () => 'The profile was never looked up; ask for it with profile(lookup: IF_MISSING).',
    }),
  }),
})

type ProfileResult = ShownProfile | NotLookedUp | ReturnType<typeof notFoundAt> | LookupDeferred | LookupProblem

const ProfileResultUnion = builder.unionType('ProfileResult', {
  description: 'A profile, or why there is none.',
  types: [ProfileType, ProfileNotFetchedType, UserNotFoundType, UserDeferredType, ProviderProblemType],
  resolveType: (value: ProfileResult) => {
    if ('fetchedAt' in value) return ProfileType
    if ('result' in value) return UserNotFoundType
    if (value.kind === 'NOT_ASKED') return ProfileNotFetchedType
    return value.kind === 'DEFERRED' ? UserDeferredType : ProviderProblemType
  },
})

builder.objectField(UserType, 'profile', (t) =>
  t.field({
    type: ProfileResultUnion,
    description: 'What only a lookup tells of the user. By default nobody is asked, and what is stored is given.',
    args: lookupArguments(t, 'NEVER'),
    resolve: async ({ id: userId, provider, unmet = null }: FoundUser, given, context) => {
      const { policy, account } = readLookupWish(given, 'NEVER', context)
      const options = { policy, wants: 'PROFILE', ...(account && { accounts: [account] }) } as const
      const answer = await context.lookups.find({ userId, provider }, options)
      const isAsFound = policy.kind === 'NEVER' && answer.kind === 'FOUND'
      return resultOf(provider, isAsFound ? { ...answer, unmet } : answer)
    },
  }),
)

function resultOf(provider: Provider, answer: LookupAnswer): ProfileResult {
  if (answer.kind === 'NOT_FOUND') return notFoundAt(answer.at)
  if (answer.kind !== 'FOUND') return answer
  if (answer.profile) return { ...answer.profile, provider, unmet: answer.unmet }
  return answer.unmet ?? { kind: 'NOT_ASKED' }
}
