/** What names are ordered and searched by: without accents and case, so that Édith stands beside Edith. */
export function sortName(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
