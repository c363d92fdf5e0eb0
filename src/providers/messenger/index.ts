import type { ProviderAdapter } from '../adapter.ts'
import { parseBareText } from './parse.ts'
import { parseAddress } from './parse-address.ts'
import { number, vanity } from './shapes.ts'

export const messenger: ProviderAdapter = {
  provider: 'MESSENGER',
  upstreamType: 'MESSENGER',
  contactWord: 'Friend',
  canLookUp: false,
  hasRelationsList: false,
  domains: ['messenger.com', 'm.me', 'facebook.com', 'fb.com', 'fb.me'],
  schemes: ['fb-messenger', 'fb'],
  parseAddress,
  ownsText: () => false,
  parseBareText,
  shapes: [vanity, number],
}
