import { describe, expect, it } from 'vitest'
import { parseIdentifier } from '../../src/providers/parse-identifier.ts'
import { fixtureTexts } from './pasted-text.ts'

const LONGEST_READ = 2_048
/** Hundreds of times what the slowest takes, so that only a backtracking expression can miss it. */
const GENEROUS_MS = 100

const units = [...'a0-._+%@:/\\()<"#?& é\u0301\u200d\u200b\ud83d', 'a.', 'm/', '%41', '(0)', '&id=', ',a', 'Aa', '00']
const ATTEMPTS = 5

const starts = [
  '',
  '@',
  '+',
  'urn:li:',
  'acquaint:',
  'https://',
  'tel:',
  ...new Set(fixtureTexts.map((text) => text.slice(0, 18))),
]

describe('a long text', () => {
  it('is refused unread beyond the longest that is read', () => {
    const unread = new Proxy(new String('x'.repeat(10_240)), {
      get: (target, property) => {
        if (property !== 'length') throw new Error(`read ${String(property)}`)
        return target.length
      },
    })

    expect(parseIdentifier(unread as unknown as string).refusals).toMatchObject([{ code: 'TOO_LONG' }])
  })

  it.each(units)('of %j is answered without backtracking, whatever it starts with', (unit) => {
    for (const start of starts) {
      const text = (start + unit.repeat(LONGEST_READ)).slice(0, LONGEST_READ)

      expect(fastestReadingMs(text), start).toBeLessThan(GENEROUS_MS)
    }
  })
})

/** A busy machine can interrupt a reading, but not every one. */
function fastestReadingMs(text: string): number {
  let fastest = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < ATTEMPTS && fastest >= GENEROUS_MS; attempt += 1) {
    const startedAt = performance.now()
    parseIdentifier(text)
    fastest = Math.min(fastest, performance.now() - startedAt)
  }
  return fastest
}
