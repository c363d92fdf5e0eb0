import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  Metadata,
} from 'libphonenumber-js/min'

/**
 * Codes that belong to no country, by the lengths of their numbers: satellite and worldwide networks, and the numbers
 * that Telegram sells (888, with eight digits).
 */
const WITHOUT_COUNTRY: Readonly<Record<string, readonly number[]>> = {
  870: [9, 12],
  878: [10, 12],
  881: [9],
  882: [7, 8, 9, 10, 11, 12],
  883: [8, 9, 10, 11, 12],
  888: [8, 11],
}

const ZERO = 0x30
const LONGEST_CODE = 3

/**
 * For each calling code, the lengths its national numbers can have, as bits. Only lengths are judged: which ranges are
 * in use changes faster than any table, and a number that is refused here can't be asked about at all.
 */
const lengths = new Int32Array(1_000)
const metadata = new Metadata()
for (const country of getCountries()) {
  metadata.selectNumberingPlan(country)
  add(getCountryCallingCode(country), metadata.numberingPlan?.possibleLengths() ?? [])
}
for (const [code, possible] of Object.entries(WITHOUT_COUNTRY)) add(code, possible)

function add(code: string, possible: readonly number[]): void {
  for (const length of possible) lengths[Number(code)] = (lengths[Number(code)] ?? 0) | (1 << length)
}

/** The digits start with a calling code, and as many follow as a number of that code can have. */
export function hasPossibleLength(digits: string): boolean {
  let code = 0
  for (let size = 1; size <= LONGEST_CODE; size += 1) {
    code = code * 10 + digits.charCodeAt(size - 1) - ZERO
    const possible = lengths[code]
    // No calling code is the beginning of another.
    if (possible) return (possible & (1 << (digits.length - size))) !== 0
  }
  return false
}

/** The country, if numbers can be read as its national ones. */
export function toCountry(code: string | null): CountryCode | null {
  const country = code?.toUpperCase() ?? ''
  return isSupportedCountry(country) ? country : null
}
