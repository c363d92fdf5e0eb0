import type { ProviderAdapter } from '../adapter.ts'
import { parseBareText } from './parse.ts'
import { parseAddress } from './parse-address.ts'
import { classicId, companyNumber, companySlug, recruiterId, salesNavigatorId, slug } from './shapes.ts'

export const linkedin: ProviderAdapter = {
  provider: 'LINKEDIN',
  upstreamType: 'LINKEDIN',
  contactWord: 'Relation',
  canLookUp: true,
  hasRelationsList: true,
  domains: ['linkedin.com', 'linkedin.cn', 'lnkd.in'],
  schemes: ['linkedin'],
  parseAddress,
  parseBareText,
  shapes: [slug, classicId, salesNavigatorId, recruiterId, companySlug, companyNumber],
}
