import { BadArgumentError } from '../domain/errors.ts'

/** What the header `x-max-lookups` says; null without it. Throws BadArgumentError for anything but a number. */
export function readMaxLookups(text: string | null): number | null {
  if (text === null) return null
  if (!/^\d{1,4}$/.test(text)) throw new BadArgumentError('x-max-lookups', 'a whole number from 0 to 9999')
  return Number(text)
}
