import { phoneAliases } from './phone-aliases.ts'

/** One of the ways a number is written, the same for all of them: equal keys ring the same phone. Digits in and out. */
export function phoneKey(digits: string): string {
  return phoneAliases(digits).reduce((one, other) => (other < one ? other : one))
}
