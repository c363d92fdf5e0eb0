import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { hasPossibleLength, toCountry } from './calling-codes.ts'
import { phoneAliases } from './phone-aliases.ts'

/** Whole international numbers as digits, most likely first, or why the text is none. */
export type PhoneReading = readonly string[] | 'NOT_A_NUMBER' | 'NATIONAL_NUMBER' | 'IMPOSSIBLE_NUMBER'

const PLAIN = /^\+?([1-9]\d{6,14})$/
const WHOLE = /^[1-9]\d{6,14}$/
const WRITTEN = /^(\(?\+|00)?[\d\s()./\u2010-\u2015-]+$/
const TRUNK_ZERO = /\(0\)/
const NOT_DIGITS = /\D/g
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g

/**
 * Reads a phone number as people write it. A number that starts with a plus sign or with 00 is international; one that
 * starts with another 0 is national, and says nothing without a country; any other may be both, and both are given.
 */
export function parsePhoneNumber(text: string, defaultCountry: string | null): PhoneReading {
  const plain = PLAIN.exec(text)?.[1]
  if (plain && (!defaultCountry || text !== plain)) return isPossiblePhone(plain) ? [plain] : 'IMPOSSIBLE_NUMBER'
  const written = text.replace(OTHER_DIGITS, toAsciiDigit)
  const prefix = WRITTEN.exec(written)
  if (!prefix) return 'NOT_A_NUMBER'
  if (prefix[1] !== undefined) return international(written.replace(TRUNK_ZERO, ''), prefix[1])
  return withoutPrefix(written, defaultCountry)
}

/** A network can have a user with this number, in one of its spellings. */
export function isPossiblePhone(digits: string): boolean {
  return WHOLE.test(digits) && (hasPossibleLength(digits) || phoneAliases(digits).some(hasPossibleLength))
}

function international(written: string, prefix: string): PhoneReading {
  const digits = written.slice(prefix.length).replace(NOT_DIGITS, '')
  return isPossiblePhone(digits) ? [digits] : 'IMPOSSIBLE_NUMBER'
}

function withoutPrefix(written: string, defaultCountry: string | null): PhoneReading {
  const digits = written.replace(NOT_DIGITS, '')
  const country = toCountry(defaultCountry)
  const national = country && digits.length <= 17 ? nationalDigits(digits, country) : null
  const isWhole = isPossiblePhone(digits)
  if (isWhole) return national && national !== digits ? [digits, national] : [digits]
  if (national) return [national]
  return digits.startsWith('0') && digits.length > 6 && digits.length <= 15 ? 'NATIONAL_NUMBER' : 'IMPOSSIBLE_NUMBER'
}

function nationalDigits(digits: string, country: Parameters<typeof parsePhoneNumberFromString>[1]): string | null {
  const number = parsePhoneNumberFromString(digits, country)
  return number?.isValid() ? number.number.slice(1) : null
}

function toAsciiDigit(digit: string): string {
  return String(digit.charCodeAt(0) & 0xf)
}
