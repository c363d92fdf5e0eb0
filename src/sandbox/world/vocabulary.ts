import type { Faker } from '@faker-js/faker'
import { faker as german } from '@faker-js/faker/locale/de'
import { faker as english } from '@faker-js/faker/locale/en'
import { faker as spanish } from '@faker-js/faker/locale/es'
import { faker as french } from '@faker-js/faker/locale/fr'

/** The names that a world is filled with. */
export type Vocabulary = {
  readonly firstNames: readonly string[]
  readonly lastNames: readonly string[]
  readonly companies: readonly string[]
  readonly jobTitles: readonly string[]
  readonly cities: readonly string[]
  readonly products: readonly string[]
  readonly biographies: readonly string[]
}

// One import a language: the package's main module would load all seventy.
const speakers: readonly Faker[] = [english, french, german, spanish]

const products = [
  'the booking calendar',
  'the invoice reader',
  'the shift planner',
  'the onboarding kit',
  'the lab notebook',
  'the museum guide',
  'the parcel tracker',
  'the support desk',
  'the energy monitor',
  'the workshop kit',
  'the field report app',
  'the seating plan editor',
  'the recipe archive',
  'the ticket shop',
  'the fleet map',
  'the reading lamp',
  'the newsletter studio',
  'the time sheet',
]

/** Draws lists once, so that a hundred thousand people cost a hundred thousand picks and not as many inventions. */
export function createVocabulary(seed: number): Vocabulary {
  for (const speaker of speakers) speaker.seed(seed)
  const draw = (count: number, word: () => string): readonly string[] => [
    ...new Set(Array.from({ length: count }, word)),
  ]
  return {
    firstNames: speakers.flatMap((speaker) => draw(90, () => speaker.person.firstName())),
    lastNames: speakers.flatMap((speaker) => draw(120, () => speaker.person.lastName())),
    companies: draw(160, () => english.company.name()),
    jobTitles: draw(80, () => english.person.jobTitle()),
    cities: speakers.flatMap((speaker) => draw(15, () => speaker.location.city())),
    products,
    biographies: draw(60, () => english.person.bio()),
  }
}
