import { isPossiblePhone } from './phone-number.ts'

/** Whether this is a phone number as E.164 writes it: a plus sign, a country's code, and as many digits as it has. */
export function isInternationalNumber(text: string): boolean {
  return text.startsWith('+') && isPossiblePhone(text.slice(1))
}

/** Digits of a whole number as E.164 writes them: `+33612345678`. */
export function formatInternationalNumber(digits: string): string {
  return `+${digits}`
}
