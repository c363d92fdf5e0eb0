import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Identifier } from '../../src/domain/identifier.ts'
import { identifierKey, parseIdentifierKey } from '../../src/domain/identifier-key.ts'
import { formatIdentifier, isWellFormed } from '../../src/providers/format-identifier.ts'
import { lookupUser } from '../../src/providers/lookup-user.ts'
import { parseIdentifier } from '../../src/providers/parse-identifier.ts'
import { profileUrl } from '../../src/providers/profile-url.ts'
import { validIdentifiers } from './valid-identifiers.ts'

const slug = publicId('LINKEDIN', 'julien-crepieux')
const member: Identifier = {
  ...slug,
  kind: 'PROVIDER_INTERNAL_ID',
  scope: 'LINKEDIN_CLASSIC',
  value: 'ACoAAAcDMMQBODyLwZrRcgYhrkCafURGqva0U4E',
}

describe('an identifier', () => {
  it('is read back from what it is written as, before any other meaning, whoever is asked for', () => {
    fc.assert(
      fc.property(validIdentifiers, (identifier) => {
        const text = formatIdentifier(identifier)

        expect(isWellFormed(identifier)).toBe(true)
        expect(parseIdentifier(text).candidates[0]).toMatchObject(identifier)
        expect(parseIdentifier(text, { provider: identifier.provider }).candidates[0]).toMatchObject(identifier)
      }),
      { numRuns: 1_000 },
    )
  })

  it('has a key of its own, which is read back as well', () => {
    fc.assert(
      fc.property(validIdentifiers, validIdentifiers, (one, other) => {
        expect(parseIdentifierKey(identifierKey(one))).toEqual(one)
        expect(parseIdentifier(identifierKey(one)).candidates[0]).toMatchObject(one)
        expect(identifierKey(one) === identifierKey(other)).toBe(JSON.stringify(one) === JSON.stringify(other))
      }),
    )
  })

  it.each<[Identifier, string]>([
    [slug, 'https://www.linkedin.com/in/julien-crepieux'],
    [{ ...slug, userKind: 'COMPANY', value: 'at&t' }, 'https://www.linkedin.com/company/at%26t'],
    [member, 'https://www.linkedin.com/in/ACoAAAcDMMQBODyLwZrRcgYhrkCafURGqva0U4E'],
    [publicId('WHATSAPP', '33600000000'), 'https://wa.me/33600000000'],
    [internalId('WHATSAPP', '33600000000@s.whatsapp.net'), '33600000000@s.whatsapp.net'],
    [publicId('TELEGRAM', '33600000000'), 'https://t.me/+33600000000'],
    [internalId('TELEGRAM', '013456789'), 'tg://user?id=013456789'],
    [internalId('INSTAGRAM', '013456789'), 'acquaint:INSTAGRAM:PERSON:PROVIDER_INTERNAL_ID:GLOBAL:013456789'],
    [internalId('X', '783214'), 'https://x.com/i/user/783214'],
    [internalId('MESSENGER', '4'), 'https://www.facebook.com/profile.php?id=4'],
  ])('%o is written %s', (identifier, text) => {
    expect(formatIdentifier(identifier)).toBe(text)
  })

  it.each<[Identifier, string]>([
    [slug, '/users/julien-crepieux'],
    [publicId('LINKEDIN', 'josé'), '/users/jos%C3%A9'],
    [{ ...slug, userKind: 'COMPANY', value: 'at&t' }, '/linkedin/company/at%26t'],
    [internalId('WHATSAPP', '33600000000@s.whatsapp.net'), '/users/33600000000%40s.whatsapp.net'],
    [publicId('X', 'unipileapp'), '/users/unipileapp'],
    [publicId('X', '783214'), '/users/%40783214'],
    [internalId('X', '783214'), '/users/783214'],
  ])('%o is looked up at %s', (identifier, path) => {
    expect(lookupUser(identifier)).toEqual({ method: 'GET', path })
  })

  it.each<[Identifier, string]>([
    [publicId('LINKEDIN', 'me'), 'a route of upstream'],
    [publicId('TELEGRAM', 'followers'), 'a route of upstream'],
    [publicId('LINKEDIN', '../accounts'), 'a way out of the route'],
    [publicId('LINKEDIN', '..'), 'a way out of the route'],
    [publicId('LINKEDIN', ''), 'nothing'],
    [publicId('INSTAGRAM', '12345'), "somebody else's number"],
    [publicId('MESSENGER', 'unipile'), 'a network without lookups'],
    [publicId('X', 'Unipile'), 'not normalised'],
    [{ ...slug, kind: 'UNIPILE_ID', scope: 'ACCOUNT', value: 'Kx7dP2mQ9sT4vW1yZ8bN3c' }, 'unknown to the network'],
  ])('%o is not looked up: %s', (identifier) => {
    expect(lookupUser(identifier)).toBeNull()
  })

  it('leads to the public page of its user where there is one', () => {
    expect(profileUrl([member, slug])).toBe('https://www.linkedin.com/in/julien-crepieux')
    expect(profileUrl([member])).toBe(`https://www.linkedin.com/in/${member.value}`)
    expect(profileUrl([internalId('WHATSAPP', '33600000000@lid')])).toBeNull()
    expect(profileUrl([])).toBeNull()
  })
})

function publicId(provider: Identifier['provider'], value: string): Identifier {
  return { provider, userKind: 'PERSON', kind: 'PROVIDER_PUBLIC_ID', scope: 'GLOBAL', value }
}

function internalId(provider: Identifier['provider'], value: string): Identifier {
  return { provider, userKind: 'PERSON', kind: 'PROVIDER_INTERNAL_ID', scope: 'GLOBAL', value }
}
