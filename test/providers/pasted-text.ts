import fc from 'fast-check'
import { fixtureLines, fixtures } from './identifier-fixtures.ts'

/** Every text of the fixtures. */
export const fixtureTexts: readonly string[] = fixtures.flatMap(([name]) =>
  [`${name}.valid`, `${name}.invalid`].flatMap((file) => fixtureLines(file).map(({ text }) => text)),
)

/** A text of the fixtures into which something else was pasted. */
const mutated = fc
  .record({
    text: fc.constantFrom(...fixtureTexts),
    inserted: fc.string({ unit: 'binary', maxLength: 3 }),
    at: fc.nat({ max: 60 }),
    dropped: fc.nat({ max: 3 }),
  })
  .map(({ text, inserted, at, dropped }) => text.slice(0, at) + inserted + text.slice(at + dropped))

/** Anything that can arrive: bytes, emoji, halves of characters, and texts that nearly name somebody. */
export const pastedText = fc.oneof(
  { weight: 4, arbitrary: mutated },
  { weight: 1, arbitrary: fc.constantFrom(...fixtureTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
  { weight: 1, arbitrary: fc.array(fc.nat({ max: 0xffff })).map((units) => String.fromCharCode(...units)) },
  { weight: 1, arbitrary: fc.webUrl({ withFragments: true, withQueryParameters: true }) },
)
