import type { ProviderAdapter } from '../adapter.ts'
import { parseAddress, parseBareText } from './parse.ts'
import { messagingNumber, number, username } from './shapes.ts'

export const instagram: ProviderAdapter = {
  provider: 'INSTAGRAM',
  upstreamType: 'INSTAGRAM',
  contactWord: 'Contact',
  canLookUp: true,
  hasRelationsList: false,
  domains: ['instagram.com', 'instagr.am', 'ig.me'],
  schemes: ['instagram'],
  parseAddress,
  ownsText: () => false,
  parseBareText,
  shapes: [username, number, messagingNumber],
}
