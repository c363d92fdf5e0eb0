import { internationalPhoneDigits } from '../normalise.ts'

/** One of several numbers may be shared with others, such as an employer's: only a single one identifies. */
export function onlyPhone(phones: readonly string[]): string | null {
  const [phone, ...others] = phones
  return phone === undefined || others.length > 0 ? null : internationalPhoneDigits(phone)
}
