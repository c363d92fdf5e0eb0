import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseIdentifier } from '../../src/providers/parse-identifier.ts'
import { phoneAliases } from '../../src/providers/phone/phone-aliases.ts'
import { isPossiblePhone, parsePhoneNumber } from '../../src/providers/phone/phone-number.ts'
import { jidPhone, whatsappJid } from '../../src/providers/whatsapp/shapes.ts'

describe('phone numbers', () => {
  it.each([
    ['5511987654321', '551187654321'],
    ['5491123456789', '541123456789'],
    ['5215512345678', '525512345678'],
    ['2290197123456', '22997123456'],
  ])('%s is also registered as %s', (one, other) => {
    expect(phoneAliases(one)).toEqual([one, other])
    expect(phoneAliases(other)).toEqual([other, one])
    expect(isPossiblePhone(one) && isPossiblePhone(other)).toBe(true)
  })

  it.each([
    ['33600000000', 'a country with one way of writing'],
    ['551132654321', 'a Brazilian landline, which has no 9'],
    ['5511932654321', 'a Brazilian mobile whose other spelling is a landline of somebody else'],
    ['12025550123', 'the United States'],
    ['', 'no number'],
  ])('%s has no other spelling: %s', (digits) => {
    expect(phoneAliases(digits)).toEqual([digits])
  })

  it('keeps the spelling that was pasted', () => {
    const [first] = parseIdentifier('+52 1 55 1234 5678', { provider: 'WHATSAPP' }).candidates

    expect(first?.value).toBe('5215512345678')
  })

  it('has aliases that are each other’s, and all possible', () => {
    const digits = fc
      .tuple(
        fc.constantFrom('55', '54', '549', '52', '521', '229', '22901', '33', '1'),
        fc.stringMatching(/^\d{6,12}$/),
      )
      .map(([code, rest]) => (code + rest).slice(0, 15))
    fc.assert(
      fc.property(digits, (number) => {
        const aliases = phoneAliases(number)

        expect(aliases[0]).toBe(number)
        for (const alias of aliases) {
          expect([...phoneAliases(alias)].sort()).toEqual([...aliases].sort())
          expect(isPossiblePhone(alias)).toBe(isPossiblePhone(number))
        }
      }),
    )
  })

  it.each([
    ['33612345678', 'DE', ['33612345678', '4933612345678']],
    ['(415) 555-2671', 'US', ['14155552671']],
    ['011 33 6 12 34 56 78', 'US', ['33612345678']],
    ['06 12 34 56 78', 'FR', ['33612345678']],
    ['+33 6 12 34 56 78', 'US', ['33612345678']],
  ])('%s dialled in %s is %s', (text, country, numbers) => {
    expect(parsePhoneNumber(text, country)).toEqual(numbers)
  })

  it('computes the WhatsApp ID, and says so', () => {
    expect(whatsappJid('33600000000')).toBe('33600000000@s.whatsapp.net')
    expect(jidPhone('33600000000@s.whatsapp.net')).toBe('33600000000')

    const internal = parseIdentifier('+33600000000', { provider: 'WHATSAPP' }).candidates[1]

    expect(internal?.value).toBe('33600000000@s.whatsapp.net')
    expect(internal?.because).toContain('deterministic')
  })

  it('never takes a LID for a phone number', () => {
    const { candidates } = parseIdentifier('33600000000@lid')

    expect(candidates.map(({ kind, value, url }) => ({ kind, value, url }))).toEqual([
      { kind: 'PROVIDER_INTERNAL_ID', value: '33600000000@lid', url: null },
    ])
    expect(jidPhone('33600000000@lid')).toBeNull()
  })
})
