import { isCast } from './cast/users.ts'
import type { Random } from './random.ts'
import type { ProviderName, User } from './types.ts'
import { createUser, profilePage, type UserPlan } from './user.ts'
import { cities, jobTitles } from './vocabulary.ts'
import type { World } from './world.ts'

type Traits = Pick<UserPlan, 'publicId' | 'phone' | 'headline' | 'isPrivate'>
type Self = { readonly firstName: string; readonly lastName: string; readonly company: string; readonly number: number }

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase()

const traits: Record<ProviderName, (world: World, random: Random, self: Self) => Traits> = {
  LINKEDIN: (_world, random, { firstName, lastName, company, number }) => ({
    publicId: `${plain(firstName)}-${plain(lastName)}-${number.toString(36)}`,
    headline: `${random.pick(jobTitles)} at ${company}`,
  }),
  WHATSAPP: () => ({}),
  INSTAGRAM: ({ vocabulary }, random, { firstName, lastName, number }) => ({
    publicId: `${plain(firstName)}.${plain(lastName)}.${number.toString(36)}`.slice(-30),
    headline: random.pick(vocabulary.biographies),
    isPrivate: random.chance(0.3),
  }),
  TELEGRAM: (_world, random, { firstName, number }) => ({
    publicId: random.chance(0.7) ? `${plain(firstName).slice(0, 12)}_tg${number.toString(36)}` : null,
  }),
  TWITTER: ({ vocabulary }, random, { firstName, number }) => ({
    publicId: `${plain(firstName).slice(0, 9)}${number.toString(36)}`,
    headline: random.pick(vocabulary.biographies),
    isPrivate: random.chance(0.15),
  }),
  MESSENGER: (_world, _random, { firstName, lastName, number }) => ({
    publicId: `${plain(firstName)}.${plain(lastName)}.${number}`,
  }),
}

/** Adds a user at a provider whom nobody knows yet; now and then a person who is also at another provider. */
export function addStranger(world: World, random: Random, provider: ProviderName): User {
  const number = world.users.length
  const twin = random.chance(0.15) ? findTwin(world, random, provider) : null
  const language = random.pick(world.vocabulary.languages)
  const self = {
    number,
    firstName: twin?.firstName ?? random.pick(language.firstNames),
    lastName: twin?.lastName ?? random.pick(language.lastNames),
    company: twin?.company ?? random.pick(world.vocabulary.companies),
    location: twin?.location ?? random.pick(cities),
  }
  const page = twin && profilePage(twin)
  return world.addUser(
    createUser(number, {
      provider,
      ...self,
      ...traits[provider](world, random, self),
      ...(twin?.phone ? { phone: twin.phone } : {}),
      links: page && (provider === 'LINKEDIN' || provider === 'INSTAGRAM' || provider === 'TWITTER') ? [page] : [],
    }),
  )
}

/** Somebody at another provider, whose phone nobody has at this one. */
function findTwin(world: World, random: Random, provider: ProviderName): User | null {
  const candidate = random.pick(world.users)
  if (candidate.provider === provider || isCast(candidate)) return null
  return candidate.phone && world.names.find(provider, candidate.phone) ? null : candidate
}
