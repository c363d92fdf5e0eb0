import { phoneAliases } from './phone-aliases.ts'

/** One of the ways a number is written, the same for all of them: equal keys ring the same phone. Digits in and out. */
export function phoneKey(digits: string): string {
  return phoneAliases(digits).toSorted()[0] ?? digits
}
