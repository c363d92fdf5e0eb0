import type { IdentifierScope } from '../../domain/identifier.ts'

/** Members have one ID in each product, told apart by how it begins. IDs have 39 characters, give or take few. */
const MEMBER_ID = /^A(?:([CD]o)|(Cw)|E[\w-])(?=[a-z0-9_-]*[A-Z])[\w-]{33,39}$/
/** How IDs begin in practice: the bits of a number that is not large yet. No slug has so long a text of this kind. */
const BEGINNING = /^A(?:[CD]o|Cw|E[\w-])AA[\w-]{11,}$/
const ANY_CASE_BEGINNING = /^A(?:[CD]O|CW|E[A-Z])AA\w{31,37}$/i

// Nearly every text is sorted out by these, without a regular expression.
const SHORTEST_ID = 36
const SHORTEST_BEGINNING = 16
const CAPITAL_A = 0x41
const SMALL_A = 0x61
const LOWER_CASE_BIT = 0x20

/** The product that the ID belongs to; null when the text is no member's ID. */
export function memberIdScope(text: string): IdentifierScope | null {
  if (text.length < SHORTEST_ID || text.charCodeAt(0) !== CAPITAL_A) return null
  const match = MEMBER_ID.exec(text)
  if (!match) return null
  if (match[1]) return 'LINKEDIN_CLASSIC'
  return match[2] ? 'LINKEDIN_SALES_NAVIGATOR' : 'LINKEDIN_RECRUITER'
}

/** The text was a member's ID before a part of it, or its capitals, got lost. It must not be read as a slug. */
export function isDamagedMemberId(text: string): boolean {
  if (text.length < SHORTEST_BEGINNING || (text.charCodeAt(0) | LOWER_CASE_BIT) !== SMALL_A) return false
  return (BEGINNING.test(text) || ANY_CASE_BEGINNING.test(text)) && memberIdScope(text) === null
}
