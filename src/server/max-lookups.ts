import { BadArgumentError } from '../domain/errors.ts'

/** What the header `x-max-lookups` says; null without it. Throws BadArgumentError for anything but a number. */
export function readMaxLookups(headers: Headers): number | null {
  const text = headers.get('x-max-lookups')
  if (text === null) return null
  if (!/^\d{1,4}$/.test(text)) throw new BadArgumentError('x-max-lookups', 'a whole number from 0 to 9999')
  return Number(text)
}
