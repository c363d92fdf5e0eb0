import type { ProviderAdapter } from '../adapter.ts'
import { parseAddress } from './parse-address.ts'
import { ownsText, parseBareText } from './parse-bare-text.ts'
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
  ownsText,
  parseBareText,
  shapes: [slug, classicId, salesNavigatorId, recruiterId, companySlug, companyNumber],
}
