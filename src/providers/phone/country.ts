import { toCountry } from './calling-codes.ts'

/** Whether this is the ISO 3166 code of a country whose national phone numbers can be read. */
export function isCountry(code: string): boolean {
  return toCountry(code) !== null
}
