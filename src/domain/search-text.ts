import { sortName } from './sort-name.ts'

/** What of a text is looked for in names, as they are sorted. Accents alone are left as they are: no name has any. */
export function searchedName(text: string): string {
  return sortName(text) || text
}

/** The public ID that a text is, written as providers' are kept: accents tell two of them apart, case does not. */
export function searchedPublicId(text: string): string {
  return text.normalize('NFC').toLowerCase().trim().replace(/^[@+]/, '')
}
