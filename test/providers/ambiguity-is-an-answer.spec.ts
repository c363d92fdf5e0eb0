import { describe, expect, it } from 'vitest'
import { type ParseIdentifierOptions, parseIdentifier } from '../../src/providers/parse-identifier.ts'

const unipileId = 'Kx7dP2mQ9sT4vW1yZ8bN3c'

describe('a text with several meanings', () => {
  it('gives every network that could mean the digits, phone numbers first', () => {
    expect(readings('33600000000')).toEqual([
      'WHATSAPP PROVIDER_PUBLIC_ID 33600000000',
      'WHATSAPP PROVIDER_INTERNAL_ID 33600000000@s.whatsapp.net',
      'TELEGRAM PROVIDER_PUBLIC_ID 33600000000',
      'TELEGRAM PROVIDER_INTERNAL_ID 33600000000',
      'INSTAGRAM PROVIDER_INTERNAL_ID 33600000000',
      'INSTAGRAM PROVIDER_PUBLIC_ID 33600000000',
      'X PROVIDER_INTERNAL_ID 33600000000',
      'X PROVIDER_PUBLIC_ID 33600000000',
      'MESSENGER PROVIDER_INTERNAL_ID 33600000000',
      'LINKEDIN PROVIDER_INTERNAL_ID 33600000000',
      'LINKEDIN PROVIDER_PUBLIC_ID 33600000000',
    ])
  })

  it('tells a person from a company of the same name, and takes the caller at their word', () => {
    expect(kinds('unipile', { provider: 'LINKEDIN' })).toEqual(['PERSON', 'COMPANY'])
    expect(kinds('unipile', { provider: 'LINKEDIN', userKind: 'COMPANY' })).toEqual(['COMPANY'])
    expect(kinds('https://www.linkedin.com/company/unipile', { userKind: 'PERSON' })).toEqual([])
    expect(codes('https://www.linkedin.com/company/unipile', { userKind: 'PERSON' })).toEqual(['OTHER_KIND'])
  })

  it('takes digits on X for a handle only where they are written as one', () => {
    expect(readings('783214', { provider: 'X' })).toEqual([
      'X PROVIDER_INTERNAL_ID 783214',
      'X PROVIDER_PUBLIC_ID 783214',
    ])
    expect(readings('@783214', { provider: 'X' })).toEqual(['X PROVIDER_PUBLIC_ID 783214'])
    expect(readings('783214', { provider: 'X', kind: 'PROVIDER_PUBLIC_ID' })).toEqual(['X PROVIDER_PUBLIC_ID 783214'])
  })

  it('gives handles to the networks that have them', () => {
    expect(readings('@unipile')).toEqual([
      'X PROVIDER_PUBLIC_ID unipile',
      'INSTAGRAM PROVIDER_PUBLIC_ID unipile',
      'TELEGRAM PROVIDER_PUBLIC_ID unipile',
      'MESSENGER PROVIDER_PUBLIC_ID unipile',
    ])
  })

  it('gives a Unipile ID first where it looks random, and a slug first where it looks chosen', () => {
    const slug = 'alexandra-montgomery'

    expect(readings(unipileId)[0]).toBe(`null UNIPILE_ID ${unipileId}`)
    expect(readings(unipileId)).toContain(`LINKEDIN PROVIDER_PUBLIC_ID ${unipileId.toLowerCase()}`)
    expect(readings(unipileId, { provider: 'WHATSAPP' })).toEqual([`WHATSAPP UNIPILE_ID ${unipileId}`])
    expect(readings(slug, { provider: 'LINKEDIN' })).toEqual([
      `LINKEDIN PROVIDER_PUBLIC_ID ${slug}`,
      `LINKEDIN PROVIDER_PUBLIC_ID ${slug}`,
      `LINKEDIN UNIPILE_ID ${slug}`,
    ])
    expect(readings(unipileId, { kind: 'UNIPILE_ID' })).toEqual([`null UNIPILE_ID ${unipileId}`])
  })

  it('says that a national number lacks its country, even where the digits mean something else', () => {
    expect(readings('013456789', { provider: 'TELEGRAM' })).toEqual(['TELEGRAM PROVIDER_INTERNAL_ID 013456789'])
    expect(codes('013456789', { provider: 'TELEGRAM' })).toEqual(['NATIONAL_NUMBER'])
    expect(codes('06 12 34 56 78')).toEqual(['NATIONAL_NUMBER', 'NATIONAL_NUMBER'])
  })

  it('knows the network by the form of an internal ID, whoever else is asked for', () => {
    const member = 'ACoAAAcDMMQBODyLwZrRcgYhrkCafURGqva0U4E'

    expect(readings(member)).toEqual([`LINKEDIN PROVIDER_INTERNAL_ID ${member}`])
    expect(codes(member, { provider: 'MESSENGER' })).toEqual(['OTHER_PROVIDER'])
    expect(codes('33600000000@s.whatsapp.net', { provider: 'TELEGRAM' })).toEqual(['OTHER_PROVIDER'])
  })
})

describe('a text with none', () => {
  it.each([
    ['', 'EMPTY'],
    [' \u200b\n', 'EMPTY'],
    ['x'.repeat(2_049), 'TOO_LONG'],
    ['https://www.linkedin.com/in/'.padEnd(1_000_000, 'a'), 'TOO_LONG'],
    ['julien@example.com', 'EMAIL_ADDRESS'],
    ['https://example.com/in/julien', 'FOREIGN_HOST'],
    ['acquaint:LINKEDIN:PERSON:PROVIDER_PUBLIC_ID:GLOBAL:..', 'MALFORMED'],
    ['acquaint:LINKEDIN:PERSON:PROVIDER_PUBLIC_ID:GLOBAL:me', 'MALFORMED'],
    ['acquaint:LINKEDIN:PERSON', 'MALFORMED'],
  ])('is refused with the rule: %#', (text, code) => {
    const { candidates, refusals } = parseIdentifier(text)

    expect(candidates).toEqual([])
    expect(refusals).toMatchObject([{ provider: null, code }])
  })
})

function readings(text: string, options: ParseIdentifierOptions = {}): string[] {
  return parseIdentifier(text, options).candidates.map(({ provider, kind, value }) => `${provider} ${kind} ${value}`)
}

function kinds(text: string, options: ParseIdentifierOptions) {
  return parseIdentifier(text, options).candidates.map(({ userKind }) => userKind)
}

function codes(text: string, options: ParseIdentifierOptions = {}): string[] {
  return parseIdentifier(text, options).refusals.map(({ code }) => code)
}
