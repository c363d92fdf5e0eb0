import type { ParsedIdentifier, ProviderCandidate } from '../../domain/identifier-candidate.ts'
import { candidate, type IdentifierShape } from '../identifier-shape.ts'
import { found, refused } from '../text/reading.ts'
import { isDamagedMemberId, memberIdScope } from './internal-id.ts'
import { classicId, companyNumber, companySlug, isReserved, recruiterId, salesNavigatorId, slug } from './shapes.ts'
import { normaliseSlug } from './slug.ts'

/** What is no slug of a person; the text can still be a company's. */
export const NO_SLUG = refused('LINKEDIN', 'MALFORMED', 'LinkedIn slugs have 3 to 100 letters, digits and hyphens.')
const NO_MEMBER_ID = refused(
  'LINKEDIN',
  'MALFORMED',
  'Internal IDs of LinkedIn begin with AC, AD or AE and have 39 characters.',
)
const NO_NUMBER = refused('LINKEDIN', 'MALFORMED', 'Companies have numbers of up to 19 digits on LinkedIn.')
const NO_COMPANY = refused('LINKEDIN', 'MALFORMED', 'Company slugs have up to 100 letters, digits and hyphens.')
const RESERVED = refused('LINKEDIN', 'RESERVED_WORD', 'The word is part of addresses, so it names no LinkedIn user.')
const DAMAGED = refused(
  'LINKEDIN',
  'DAMAGED_ID',
  'It begins like an internal ID of LinkedIn but is cut off or has lost its capitals; copy it again.',
)

const SLUG_IN_ADDRESS = 'It is the slug in the address of a LinkedIn profile.'
const COMPANY_IN_ADDRESS = 'It is the slug in the address of a LinkedIn company.'
const NUMBER_IN_ADDRESS = 'It is the number of a company in a LinkedIn address.'

const products: Readonly<Record<string, { readonly shape: IdentifierShape; readonly because: string }>> = {
  LINKEDIN_CLASSIC: { shape: classicId, because: 'It is an internal ID of LinkedIn.' },
  LINKEDIN_SALES_NAVIGATOR: { shape: salesNavigatorId, because: 'It is an internal ID of LinkedIn Sales Navigator.' },
  LINKEDIN_RECRUITER: { shape: recruiterId, because: 'It is an internal ID of LinkedIn Recruiter.' },
}

/** Reads what stands after `/in/`: a slug, or an internal ID. */
export function parseProfileName(text: string, because = SLUG_IN_ADDRESS): ParsedIdentifier {
  const internal = toMemberId(text)
  if (internal) return found(internal)
  if (isDamagedMemberId(text)) return DAMAGED
  const value = normaliseSlug(text)
  if (isReserved(value)) return RESERVED
  return slug.accepts(value) ? found(candidate(slug, value, because)) : NO_SLUG
}

/** Reads what can only be an internal ID. */
export function parseMemberId(text: string): ParsedIdentifier {
  const internal = toMemberId(text)
  return internal ? found(internal) : isDamagedMemberId(text) ? DAMAGED : NO_MEMBER_ID
}

/** Reads what stands after `/company/`: a slug, or a number. */
export function parseCompanyName(text: string): ParsedIdentifier {
  if (companyNumber.accepts(text)) return found(candidate(companyNumber, text, NUMBER_IN_ADDRESS))
  const value = normaliseSlug(text)
  return companySlug.accepts(value) ? found(candidate(companySlug, value, COMPANY_IN_ADDRESS)) : NO_COMPANY
}

/** Reads what can only be the number of a company. */
export function parseCompanyNumber(text: string): ParsedIdentifier {
  return companyNumber.accepts(text) ? found(candidate(companyNumber, text, NUMBER_IN_ADDRESS)) : NO_NUMBER
}

function toMemberId(text: string): ProviderCandidate | null {
  const product = products[memberIdScope(text) ?? '']
  return product ? candidate(product.shape, text, product.because) : null
}
