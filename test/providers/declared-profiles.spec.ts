import { describe, expect, it } from 'vitest'
import { declaredProfiles } from '../../src/providers/declared-profiles.ts'
import { phoneKey } from '../../src/providers/phone/phone-key.ts'

describe('the profiles that links declare', () => {
  it.each([
    ['https://www.linkedin.com/in/Ada-Lovelace/?trk=x', 'LINKEDIN', 'ada-lovelace'],
    ['https://x.com/AdaLovelace', 'X', 'adalovelace'],
    ['https://wa.me/33612345678', 'WHATSAPP', '33612345678'],
  ])('%s leads to a user', (url, provider, value) => {
    const [declared] = declaredProfiles('INSTAGRAM', [url])

    expect(declared).toMatchObject({ url, identifier: { provider, value } })
  })

  it.each([
    ['a site of one’s own', 'https://ada.example.test/'],
    ['a post', 'https://www.linkedin.com/posts/ada-lovelace_notes-activity-1'],
    ['a group invitation', 'https://chat.whatsapp.com/AbCdEf'],
    ['another profile on the same network', 'https://www.instagram.com/analytical.engine/'],
    ['a look-alike host', 'https://linkedin.com.evil.example/in/ada'],
  ])('%s declares nobody', (_what, url) => {
    expect(declaredProfiles('INSTAGRAM', [url])).toEqual([])
  })
})

describe('the key of a phone number', () => {
  it.each([
    ['Brazil', '5511987654321', '551187654321'],
    ['Argentina', '5491123456789', '541123456789'],
    ['Mexico', '5215512345678', '525512345678'],
  ])('is one for both spellings in %s', (_country, one, other) => {
    expect(phoneKey(one)).toBe(phoneKey(other))
  })

  it('differs for numbers that ring different phones', () => {
    expect(phoneKey('33612345678')).not.toBe(phoneKey('33612345679'))
  })
})
