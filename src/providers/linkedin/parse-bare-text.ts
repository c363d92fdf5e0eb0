import type { ParsedIdentifier, ProviderCandidate } from '../../domain/identifier-candidate.ts'
import { candidate } from '../identifier-shape.ts'
import { found, merged, refused } from '../text/reading.ts'
import { decode, splitPath } from '../text/web-address.ts'
import { isDamagedMemberId, memberIdScope } from './internal-id.ts'
import { parsePath } from './parse-address.ts'
import { NO_SLUG, parseProfileName } from './parse-name.ts'
import { parseUrn } from './parse-urn.ts'
import { companyNumber, companySlug } from './shapes.ts'
import { normaliseSlug } from './slug.ts'

const BAD_ENCODING = refused('LINKEDIN', 'BAD_ENCODING', 'Its percent signs are not followed by valid codes.')

const AS_COMPANY_NUMBER = "LinkedIn's internal IDs of companies are numbers."
const AS_SLUG = 'It can be the slug of a person on LinkedIn.'
const AS_COMPANY_SLUG = 'It can be the slug of a company on LinkedIn.'

const URN = /^urn(?::|%3a)/i
/** `in/name`, with which people abbreviate addresses. */
const PATH = /^\/?(?:in|company|school|showcase|sales|talent)\//i

/** It is a URN, the path of a profile, or a member's ID, even a damaged one. */
export function ownsText(text: string): boolean {
  return isUrn(text) || isPath(text) || memberIdScope(text) !== null || isDamagedMemberId(text)
}

export function parseBareText(text: string): ParsedIdentifier {
  const decoded = decode(text)
  if (decoded === null) return BAD_ENCODING
  if (isUrn(decoded)) return parseUrn(decoded)
  return isPath(text) ? parsePath(splitPath(text) ?? [], null) : parseName(decoded)
}

function isUrn(text: string): boolean {
  return (text.startsWith('u') || text.startsWith('U')) && URN.test(text)
}

function isPath(text: string): boolean {
  return text.includes('/') && PATH.test(text)
}

function parseName(text: string): ParsedIdentifier {
  const asPerson = parseProfileName(text, AS_SLUG)
  if (asPerson.candidates[0]?.kind === 'PROVIDER_INTERNAL_ID') return asPerson
  const asCompany = parseCompanyText(text)
  if (asPerson.candidates.length === 0) return asCompany && asPerson === NO_SLUG ? found(asCompany) : asPerson
  if (!asCompany) return asPerson
  const company = found(asCompany)
  return asCompany.kind === 'PROVIDER_INTERNAL_ID' ? merged([company, asPerson]) : merged([asPerson, company])
}

function parseCompanyText(text: string): ProviderCandidate | null {
  if (companyNumber.accepts(text)) return candidate(companyNumber, text, AS_COMPANY_NUMBER)
  const value = normaliseSlug(text)
  return value.length > 1 && companySlug.accepts(value) ? candidate(companySlug, value, AS_COMPANY_SLUG) : null
}
