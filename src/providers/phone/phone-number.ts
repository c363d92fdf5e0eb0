import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { hasPossibleLength, toCountry } from './calling-codes.ts'
import { phoneAliases } from './phone-aliases.ts'
import { writtenDigits } from './written-digits.ts'

/** Whole international numbers as digits, most likely first, or why the text is none. */
export type PhoneReading = readonly string[] | 'NOT_A_NUMBER' | 'NATIONAL_NUMBER' | 'IMPOSSIBLE_NUMBER'

const WHOLE = /^[1-9]\d{6,14}$/
const INTERNATIONAL_PREFIX = '00'
/** What is dialled only within a country, but often written after the country's code as well. */
const TRUNK_ZERO = '(0)'
const SHORTEST_NATIONAL = 7
const LONGEST_DIALLED = 18

/**
 * Reads a phone number as people write it. A number that starts with a plus sign or with 00 is international; one that
 * starts with another 0 is national, and says nothing without a country; any other may be both, and both are given.
 */
export function parsePhoneNumber(text: string, defaultCountry: string | null): PhoneReading {
  const hasPlus = text.startsWith('+') || text.startsWith('(+')
  const digits = writtenDigits(hasPlus ? text.replace('+', '').replace(TRUNK_ZERO, '') : text)
  if (digits === null) return 'NOT_A_NUMBER'
  if (hasPlus) return wholeNumber(digits)
  if (!digits.startsWith(INTERNATIONAL_PREFIX)) return withoutPrefix(digits, defaultCountry)
  const whole = writtenDigits(text.replace(TRUNK_ZERO, '')) ?? digits
  return wholeNumber(whole.slice(INTERNATIONAL_PREFIX.length))
}

/** A network can have a user with this number, in one of its spellings. */
export function isPossiblePhone(digits: string): boolean {
  return WHOLE.test(digits) && (hasPossibleLength(digits) || phoneAliases(digits).some(hasPossibleLength))
}

function wholeNumber(digits: string): PhoneReading {
  return isPossiblePhone(digits) ? [digits] : 'IMPOSSIBLE_NUMBER'
}

function withoutPrefix(digits: string, defaultCountry: string | null): PhoneReading {
  const national = defaultCountry === null ? null : fromCountry(digits, defaultCountry)
  if (isPossiblePhone(digits)) return national === null || national === digits ? [digits] : [digits, national]
  if (national !== null) return [national]
  const isNational = digits.startsWith('0') && digits.length >= SHORTEST_NATIONAL && digits.length <= LONGEST_DIALLED
  return isNational ? 'NATIONAL_NUMBER' : 'IMPOSSIBLE_NUMBER'
}

/** The number that somebody in the country reaches by dialling the digits; null when nobody answers to them. */
function fromCountry(digits: string, code: string): string | null {
  const country = toCountry(code)
  if (country === null || digits.length > LONGEST_DIALLED) return null
  const number = parsePhoneNumberFromString(digits, country)
  const whole = number?.isValid() ? number.number.slice('+'.length) : ''
  return isPossiblePhone(whole) ? whole : null
}
