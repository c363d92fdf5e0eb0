import { describe, expect, it } from 'vitest'
import type { IdentifierCandidate } from '../../src/domain/identifier-candidate.ts'
import { parseIdentifier } from '../../src/providers/parse-identifier.ts'
import { fixtureLines, fixtures } from './identifier-fixtures.ts'

describe.each(fixtures)('%s', (name, provider) => {
  it.each(fixtureLines(`${name}.valid`))('reads $written', ({ text, defaultCountry, expected }) => {
    const { candidates } = parseIdentifier(text, { provider, defaultCountry })

    expect(candidates.map(written).join('; ')).toBe(expected)
    expect(candidates.every((candidate) => candidate.provider === provider && candidate.because.endsWith('.'))).toBe(
      true,
    )
  })

  it.each(fixtureLines(`${name}.invalid`))('refuses $written', ({ text, defaultCountry, expected }) => {
    const { candidates, refusals } = parseIdentifier(text, { provider, defaultCountry })

    expect(candidates).toEqual([])
    expect(refusals[0]?.code).toBe(expected)
    expect(refusals[0]?.because).toMatch(/^[A-Z].*\.$/)
  })

  it('has examples enough', () => {
    expect(fixtureLines(`${name}.valid`).length).toBeGreaterThanOrEqual(60)
    expect(fixtureLines(`${name}.invalid`).length).toBeGreaterThanOrEqual(40)
  })
})

function written({ userKind, kind, scope, value }: IdentifierCandidate): string {
  return `${userKind} ${kind} ${scope} ${value}`
}

it('explains a number that Messenger does not give out by what its numbers are', () => {
  const { refusals } = parseIdentifier('013456789', { provider: 'MESSENGER', kind: 'PROVIDER_INTERNAL_ID' })

  expect(refusals.map(({ because }) => because)).toEqual([
    "Messenger's internal IDs have 1 to 20 digits, the first of which is not 0.",
  ])
})
