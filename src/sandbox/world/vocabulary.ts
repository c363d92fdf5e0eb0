import type { Faker } from '@faker-js/faker'
import { faker as german } from '@faker-js/faker/locale/de'
import { faker as english } from '@faker-js/faker/locale/en'
import { faker as spanish } from '@faker-js/faker/locale/es'
import { faker as french } from '@faker-js/faker/locale/fr'

/** The names that a world is filled with. */
export type Vocabulary = {
  /** The first and last names of each language, so that a person has both of one. */
  readonly languages: readonly { readonly firstNames: readonly string[]; readonly lastNames: readonly string[] }[]
  readonly companies: readonly string[]
  readonly biographies: readonly string[]
}

// One import a language: the package's main module would load all seventy.
const speakers: readonly Faker[] = [english, french, german, spanish]

/** Draws lists once, so that a hundred thousand people cost a hundred thousand picks and not as many inventions. */
export function createVocabulary(seed: number): Vocabulary {
  for (const speaker of speakers) speaker.seed(seed)
  return {
    languages: speakers.map(({ person }) => ({
      firstNames: draw(150, () => person.firstName()),
      lastNames: draw(250, () => person.lastName()),
    })),
    companies: draw(160, () => english.company.name()),
    biographies: draw(60, () => english.person.bio()),
  }
}

const draw = (count: number, word: () => string): readonly string[] => [...new Set(Array.from({ length: count }, word))]

/** Where people live, and where fairs and hikes take place. */
export const cities = [
  'Lyon',
  'Paris',
  'Nantes',
  'Lille',
  'Berlin',
  'Hamburg',
  'Leipzig',
  'Munich',
  'Vienna',
  'Zurich',
  'Geneva',
  'Madrid',
  'Valencia',
  'Bilbao',
  'Lisbon',
  'Porto',
  'London',
  'Manchester',
  'Bristol',
  'Edinburgh',
  'Dublin',
  'Amsterdam',
  'Utrecht',
  'Brussels',
  'Copenhagen',
  'Stockholm',
  'Oslo',
  'Milan',
  'Turin',
  'Warsaw',
  'Prague',
  'Montreal',
  'Boston',
  'Chicago',
  'Austin',
]

/** What people do, as their headlines say. */
export const jobTitles = [
  'Account manager',
  'Architect',
  'Backend engineer',
  'Buyer',
  'Chief of staff',
  'Communications lead',
  'Community manager',
  'Controller',
  'Customer success manager',
  'Data analyst',
  'Designer',
  'Editor',
  'Event manager',
  'Facilities manager',
  'Finance lead',
  'Founder',
  'Head of operations',
  'Head of people',
  'Head of sales',
  'Lab manager',
  'Legal counsel',
  'Logistics coordinator',
  'Marketing manager',
  'Mobile engineer',
  'Office manager',
  'Partnership manager',
  'Photographer',
  'Product manager',
  'Project lead',
  'Recruiter',
  'Researcher',
  'Security engineer',
  'Software engineer',
  'Store manager',
  'Support lead',
  'Teacher',
  'Translator',
  'UX researcher',
]

/** What the conversations are about; each reads well in the middle of a sentence. */
export const products = [
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
