const PERSON_ASCII = /^(?=[_-]*[a-z0-9])[a-z0-9_-]{3,100}$/
const COMPANY_ASCII = /^(?=[_.'&-]*[a-z0-9])[a-z0-9_.'&-]{1,100}$/
const NOT_ASCII = /[^\0-\x7f]/
const LETTER_OR_DIGIT = /[\p{L}\p{N}\p{Extended_Pictographic}]/u
/** Beyond ASCII a slug may hold what names hold, joiners between such characters included. */
const BEYOND_ASCII =
  /^(?:[a-z0-9_.'&-]|(?![\p{C}\p{Z}\u115f\u1160\u3164\uffa0])[^\0-\x7f]|(?<=[^\0-\x7f])[\u200c\u200d](?=[^\0-\x7f]))+$/u

/** A slug as LinkedIn compares it: case does not matter, nor how accents are composed. */
export function normaliseSlug(text: string): string {
  const value = text.toLowerCase()
  return NOT_ASCII.test(value) ? value.normalize('NFC') : value
}

export function isPersonSlug(value: string): boolean {
  if (PERSON_ASCII.test(value)) return true
  // Whole names can have two characters.
  return value.length >= 2 && isSlugBeyondAscii(value) && !/[.'&]/.test(value)
}

export function isCompanySlug(value: string): boolean {
  const isSlug = COMPANY_ASCII.test(value) || isSlugBeyondAscii(value)
  // LinkedIn reads digits as the company's number.
  return isSlug && !/^\d+$/.test(value)
}

function isSlugBeyondAscii(value: string): boolean {
  if (value.length > 100 || !NOT_ASCII.test(value)) return false
  return BEYOND_ASCII.test(value) && LETTER_OR_DIGIT.test(value) && normaliseSlug(value) === value
}
