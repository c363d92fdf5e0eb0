import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Identifier } from '../../src/domain/identifier.ts'
import type { IdentifierCandidate } from '../../src/domain/identifier-candidate.ts'
import { providers } from '../../src/domain/provider.ts'
import { formatIdentifier, isWellFormed } from '../../src/providers/format-identifier.ts'
import { lookupUser } from '../../src/providers/lookup-user.ts'
import { parseIdentifier } from '../../src/providers/parse-identifier.ts'
import { pastedText } from './pasted-text.ts'

const options = fc.record({
  provider: fc.constantFrom(null, ...providers),
  defaultCountry: fc.constantFrom(null, 'FR', 'US', 'BR', 'DE', 'XX', ''),
})

describe('any text', () => {
  it('gets candidates, or a reason why there are none', () => {
    fc.assert(
      fc.property(pastedText, options, (text, given) => {
        const { candidates, refusals } = parseIdentifier(text, given)

        expect(candidates.length + refusals.length).toBeGreaterThan(0)
        expect(new Set(candidates.map(keyOf)).size).toBe(candidates.length)
      }),
    )
  })

  it('is read alike every time', () => {
    fc.assert(
      fc.property(pastedText, options, (text, given) => {
        expect(parseIdentifier(text, given)).toEqual(parseIdentifier(text, given))
      }),
    )
  })

  it('means the same to one network as to that network among all', () => {
    fc.assert(
      fc.property(pastedText, fc.constantFrom(...providers), (text, provider) => {
        const alone = parseIdentifier(text, { provider }).candidates.filter(isOfProvider)
        const among = parseIdentifier(text).candidates.filter((candidate) => candidate.provider === provider)

        expect(alone).toEqual(among.filter(isOfProvider))
      }),
    )
  })

  it('gives normalised identifiers only, which are read back from what they are written as', () => {
    fc.assert(
      fc.property(pastedText, options, (text, given) => {
        for (const identifier of parseIdentifier(text, given).candidates.filter(isIdentifier)) {
          const written = formatIdentifier(identifier)

          expect(isWellFormed(identifier)).toBe(true)
          expect(identifierOf(parseIdentifier(written).candidates[0])).toEqual(identifierOf(identifier))
          expect(parseIdentifier(written, { provider: identifier.provider }).candidates[0]?.value).toBe(
            identifier.value,
          )
        }
      }),
    )
  })

  it('gives pages that lead back to the same user', () => {
    fc.assert(
      fc.property(pastedText, options, (text, given) => {
        for (const { url, provider } of parseIdentifier(text, given).candidates) {
          if (url === null) continue

          expect(url).toMatch(/^https:\/\/[!-~]+$/)
          expect(parseIdentifier(url).candidates[0]?.provider).toBe(provider)
          expect(parseIdentifier(url).candidates[0]?.url).toBe(url)
        }
      }),
    )
  })

  it('never leaves the route that looks users up', () => {
    fc.assert(
      fc.property(pastedText, options, (text, given) => {
        for (const identifier of parseIdentifier(text, given).candidates.filter(isIdentifier)) {
          const path = lookupUser(identifier)?.path
          if (path === undefined) continue

          expect(new URL(path, 'https://upstream.example').pathname).toBe(path)
          expect(path).toMatch(/^\/(?:users|linkedin\/company)\/[^/?#]+$/)
          expect(['me', 'relations', 'followers', 'following', 'invite']).not.toContain(path.slice('/users/'.length))
        }
      }),
    )
  })
})

function isIdentifier(candidate: IdentifierCandidate): candidate is IdentifierCandidate & Identifier {
  return candidate.provider !== null && candidate.userKind !== null
}

function isOfProvider({ kind }: IdentifierCandidate): boolean {
  return kind !== 'UNIPILE_ID'
}

function identifierOf(candidate: IdentifierCandidate | undefined) {
  const { provider, userKind, kind, scope, value } = candidate ?? {}
  return { provider, userKind, kind, scope, value }
}

function keyOf(candidate: IdentifierCandidate): string {
  return JSON.stringify(identifierOf(candidate))
}
