import { base, de, en, es, Faker, fr, type LocaleDefinition } from '@faker-js/faker'

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

const people: readonly LocaleDefinition[] = [en, fr, de, es]

/** Draws lists once, so that a hundred thousand people cost a hundred thousand picks and not as many inventions. */
export function createVocabulary(seed: number): Vocabulary {
  const speakers = people.map((locale) => new Faker({ locale: [locale, en, base], seed }))
  const english = new Faker({ locale: [en, base], seed })
  const draw = (count: number, word: () => string): readonly string[] => [
    ...new Set(Array.from({ length: count }, word)),
  ]
  return {
    firstNames: speakers.flatMap((speaker) => draw(90, () => speaker.person.firstName())),
    lastNames: speakers.flatMap((speaker) => draw(120, () => speaker.person.lastName())),
    companies: draw(160, () => english.company.name()),
    jobTitles: draw(80, () => english.person.jobTitle()),
    cities: speakers.flatMap((speaker) => draw(15, () => speaker.location.city())),
    products: draw(60, () => english.commerce.productName()),
    biographies: draw(60, () => english.person.bio()),
  }
}
