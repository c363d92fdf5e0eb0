import type { Identifier, IdentifierScope, UserKind } from '../../domain/identifier.ts'
import { slug } from '../normalise.ts'
import { internalId, publicIds } from '../read-user.ts'

/** A company is named by a number, bare or in a URN. */
const COMPANY_ID = /^(?:urn:li:(?:fsd_company|fs_company|company|organization):)?(\d+)$/

/** Each LinkedIn product names a member with ids of its own. */
const productScopes: readonly [prefix: string, scope: IdentifierScope][] = [
  ['ACw', 'LINKEDIN_SALES_NAVIGATOR'],
  ['AE', 'LINKEDIN_RECRUITER'],
]

/** LinkedIn puts the internal ID where a public one is missing. */
const INTERNAL_ID = /^(?:A[CD][a-z]|AE)[A-Za-z0-9_-]{20,}$/

/**
 * The names of a member or company, the internal ID first. Without `userKind`, a number or company URN names a
 * company and all else a person.
 */
export function linkedinNames(
  providerId: string | null,
  publicIdentifier: string | null,
  userKind?: UserKind,
): readonly Identifier[] {
  const companyNumber = providerId === null ? undefined : COMPANY_ID.exec(providerId)?.[1]
  const kind = userKind ?? (companyNumber === undefined ? 'PERSON' : 'COMPANY')
  const slugs =
    publicIdentifier === null || INTERNAL_ID.test(publicIdentifier)
      ? []
      : publicIds('LINKEDIN', publicIdentifier, slug, kind)
  if (providerId === null) return slugs
  return [
    kind === 'COMPANY'
      ? internalId('LINKEDIN', companyNumber ?? providerId, { userKind: 'COMPANY' })
      : internalId('LINKEDIN', providerId, { scope: productScope(providerId) }),
    ...slugs,
  ]
}

function productScope(providerId: string): IdentifierScope {
  return productScopes.find(([prefix]) => providerId.startsWith(prefix))?.[1] ?? 'LINKEDIN_CLASSIC'
}
