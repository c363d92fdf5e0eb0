import type { ProviderAdapter } from '../adapter.ts'
import { parseAddress, parseBareText } from './parse.ts'
import { handle, number } from './shapes.ts'

export const x: ProviderAdapter = {
  provider: 'X',
  upstreamType: 'TWITTER',
  contactWord: 'Contact',
  canLookUp: true,
  hasRelationsList: false,
  domains: ['x.com', 'twitter.com', 't.co'],
  schemes: ['twitter'],
  parseAddress,
  ownsText: () => false,
  parseBareText,
  shapes: [handle, number],
}
