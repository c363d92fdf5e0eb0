import type { IdentifierScope } from '../../domain/identifier.ts'
import type { IdentifierShape } from '../identifier-shape.ts'
import { companyRequest, isReservedUpstream, userRequest } from '../lookup-path.ts'
import { isDamagedMemberId, memberIdScope } from './internal-id.ts'
import { isCompanySlug, isPersonSlug } from './slug.ts'

const UNRESERVED = /^[\w.-]+$/
const COMPANY_NUMBER = /^[1-9]\d{0,18}$/

/** Words that stand where a slug could, in upstream's routes or in LinkedIn's addresses. */
export function isReserved(slug: string): boolean {
  return slug === 'edit' || slug === 'unavailable' || isReservedUpstream(slug)
}

const person = { provider: 'LINKEDIN', userKind: 'PERSON', lookup: userRequest } as const
const company = { provider: 'LINKEDIN', userKind: 'COMPANY', scope: 'GLOBAL', lookup: companyRequest } as const

export const slug: IdentifierShape = {
  ...person,
  kind: 'PROVIDER_PUBLIC_ID',
  scope: 'GLOBAL',
  accepts: (value) => isPersonSlug(value) && !isReserved(value) && !isDamagedMemberId(value),
  url: profileUrl,
  format: profileUrl,
}

export const classicId = memberId('LINKEDIN_CLASSIC', profileUrl)
export const salesNavigatorId = memberId(
  'LINKEDIN_SALES_NAVIGATOR',
  (id) => `https://www.linkedin.com/sales/people/${id}`,
)
export const recruiterId = memberId('LINKEDIN_RECRUITER', (id) => `https://www.linkedin.com/talent/profile/${id}`)

export const companySlug: IdentifierShape = {
  ...company,
  kind: 'PROVIDER_PUBLIC_ID',
  accepts: isCompanySlug,
  url: companyUrl,
  format: companyUrl,
}

export const companyNumber: IdentifierShape = {
  ...company,
  kind: 'PROVIDER_INTERNAL_ID',
  accepts: (value) => COMPANY_NUMBER.test(value),
  url: companyUrl,
  format: (value) => `urn:li:fsd_company:${value}`,
}

function memberId(scope: IdentifierScope, url: (id: string) => string): IdentifierShape {
  return {
    ...person,
    kind: 'PROVIDER_INTERNAL_ID',
    scope,
    accepts: (value) => memberIdScope(value) === scope,
    url,
    format: url,
  }
}

function profileUrl(value: string): string {
  return `https://www.linkedin.com/in/${encode(value)}`
}

function companyUrl(value: string): string {
  return `https://www.linkedin.com/company/${encode(value)}`
}

function encode(value: string): string {
  return UNRESERVED.test(value) ? value : encodeURIComponent(value)
}
