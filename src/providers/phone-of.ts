import type { Identifier } from '../domain/identifier.ts'
import type { Provider } from '../domain/provider.ts'
import { findShape } from './identifier-shape.ts'
import { adapters } from './index.ts'
import { internationalPhoneDigits, phoneDigits } from './normalise.ts'
import { formatInternationalNumber, isInternationalNumber } from './phone/international.ts'

/** The phone number that an identifier is, as `+33612345678`; null when it is none, as a handle or a LID never is. */
export function phoneOf(identifier: Identifier): string | null {
  const digits = findShape(adapters[identifier.provider].shapes, identifier)?.phone?.(identifier.value) ?? null
  return digits === null ? null : formatInternationalNumber(digits)
}

/** The phone numbers among what a profile shows, as `+33612345678`; those without a country are left out. */
export function phonesOf(provider: Provider, shown: readonly string[]): readonly string[] {
  // Telegram gives whole numbers, with or without a plus sign; elsewhere people write what they like.
  const read = provider === 'TELEGRAM' ? phoneDigits : internationalPhoneDigits
  const numbers = shown.map(read).filter((digits) => digits !== null)
  return [...new Set(numbers.map(formatInternationalNumber))].filter(isInternationalNumber)
}
