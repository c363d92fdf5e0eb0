/** Small letters that share their capitals with others, and what these are. */
const sharedCapitals = [
  [/ß/g, 'ss'],
  [/ς/g, 'σ'],
  [/ı/g, 'i'],
] as const

/**
 * What names are ordered and searched by: without accents and case, so that Édith stands beside Edith. Names are kept with
 * it: a change of what it gives needs a migration.
 */
export function sortName(name: string): string {
  const small = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return sharedCapitals.reduce((text, [letter, others]) => text.replace(letter, others), small).trim()
}
