import { describe, expect, it } from 'vitest'
import type { Provider } from '../../src/domain/provider.ts'
import { phonesOf } from '../../src/providers/phone-of.ts'

describe('the whole numbers among the phones of a profile', () => {
  it.each<[Provider, string[], string[]]>([
    ['LINKEDIN', ['+33 6 12 34 56 78', '0033 6 12 34 56 78'], ['+33612345678']],
    ['LINKEDIN', ['06 12 34 56 78', '4155550100', 'ask me'], []],
    ['INSTAGRAM', ['+1 (202) 555-0177'], ['+12025550177']],
    ['INSTAGRAM', ['+999 12345678'], []],
    ['TELEGRAM', ['33612345678'], ['+33612345678']],
  ])('on %s, of %j, are %j', (provider, shown, numbers) => {
    expect(phonesOf(provider, shown)).toEqual(numbers)
  })
})
