import { describe, expect, it } from 'vitest'
import { defaultBudgets, parseBudgets } from '../../src/lookups/budget-settings.ts'

const day = 24 * 60 * 60_000
const hour = 60 * 60_000

describe('budget settings', () => {
  it('hold all windows and the spacing that are named, and the defaults for the rest', () => {
    const budgets = parseBudgets('LINKEDIN.PROFILE=50/day,10/hour@120s INSTAGRAM.PROFILE=5/minute')

    expect(budgets('LINKEDIN', 'PROFILE')).toEqual({
      windows: [
        { limit: 50, windowMs: day },
        { limit: 10, windowMs: hour },
      ],
      spacingMs: 120_000,
      source: 'CONFIGURED',
    })
    expect(budgets('INSTAGRAM', 'PROFILE').windows).toEqual([{ limit: 5, windowMs: 60_000 }])
    expect(budgets('LINKEDIN', 'COMPANY')).toEqual(defaultBudgets('LINKEDIN', 'COMPANY'))
  })

  it.each([
    'LINKEDIN.PROFILE',
    'LINKEDIN.PROFILE=50',
    'LINKEDIN.PROFILE=50/fortnight',
    'MYSPACE.PROFILE=5/day',
    'LINKEDIN.FRIENDS=5/day',
    'LINKEDIN.PROFILE=-1/day',
    'LINKEDIN.PROFILE=0/day',
    'LINKEDIN.PROFILE=2147483648/day',
    'LINKEDIN.PROFILE=99999999999999999999/day',
    'X.COMPANY=5/day',
  ])('refuse %s', (text) => {
    expect(() => parseBudgets(text)).toThrow('is no budget')
  })

  it('take the largest limit that can be told', () => {
    expect(parseBudgets('X.PROFILE=2147483647/day')('X', 'PROFILE').windows[0]?.limit).toBe(2_147_483_647)
  })

  it('refuse two for one method', () => {
    expect(() => parseBudgets('X.PROFILE=5/day X.PROFILE=9/day')).toThrow('a second budget for X.PROFILE')
  })

  it.each(['LINKEDIN', 'INSTAGRAM', 'WHATSAPP', 'TELEGRAM', 'X', 'MESSENGER'] as const)(
    'stay below what providers bear, on %s',
    (provider) => {
      const { windows } = defaultBudgets(provider, 'PROFILE')

      expect(windows.find(({ windowMs }) => windowMs === day)?.limit).toBeLessThanOrEqual(80)
    },
  )
})
