import { BadArgumentError } from '../domain/errors.ts'

/** An ISO 3166 code in capitals; null when none is given. Throws BadArgumentError for what can be none. */
export function readCountry(argument: string, country: string | null | undefined): string | null {
  if (country == null) return null
  if (!/^[a-z]{2}$/i.test(country)) throw new BadArgumentError(argument, 'a country’s ISO 3166 code of two letters: FR')
  return country.toUpperCase()
}
