import { sortName } from './sort-name.ts'

/** What of a text is looked for in names, as they are sorted. Accents alone are left as they are: no name has any. */
export function searchedName(text: string): string {
  return sortName(text) || text
}
