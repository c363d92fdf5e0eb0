import { BadArgumentError } from '../domain/errors.ts'
import { isCountry } from '../providers/phone/country.ts'

/** An ISO 3166 code in capitals; null when none is given. Throws BadArgumentError for what is none. */
export function readCountry(argument: string, country: string | null | undefined): string | null {
  if (country == null) return null
  const code = country.toUpperCase()
  if (!isCountry(code))
    throw new BadArgumentError(argument, 'the ISO 3166 code of a country with phone numbers, such as FR')
  return code
}
