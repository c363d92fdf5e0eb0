import type { IdentifierScope } from '../../domain/identifier.ts'

/** Members have one ID in each product, told apart by how it begins. IDs have 39 characters, give or take few. */
const MEMBER_ID = /^A(?:([CD]o)|(Cw)|E[\w-])(?=[a-z0-9_-]*[A-Z])[\w-]{33,39}$/
/** How IDs begin in practice: the bits of a number that is not large yet. No slug has so long a text of this kind. */
const BEGINNING = /^A(?:[CD]o|Cw|E[\w-])AA[\w-]{11,}$/
const ANY_CASE_BEGINNING = /^A(?:[CD]O|CW|E[A-Z])AA\w{31,37}$/i

/** The product that the ID belongs to; null when the text is no member's ID. */
export function memberIdScope(text: string): IdentifierScope | null {
  const match = MEMBER_ID.exec(text)
  if (!match) return null
  if (match[1]) return 'LINKEDIN_CLASSIC'
  return match[2] ? 'LINKEDIN_SALES_NAVIGATOR' : 'LINKEDIN_RECRUITER'
}

/** The text was a member's ID before a part of it, or its capitals, got lost. It must not be read as a slug. */
export function isDamagedMemberId(text: string): boolean {
  return (BEGINNING.test(text) || ANY_CASE_BEGINNING.test(text)) && memberIdScope(text) === null
}
