import type { ProviderAdapter } from '../adapter.ts'
import { ownsText, parseBareText } from './parse.ts'
import { parseAddress } from './parse-address.ts'
import { number, phone, username } from './shapes.ts'

export const telegram: ProviderAdapter = {
  provider: 'TELEGRAM',
  upstreamType: 'TELEGRAM',
  contactWord: 'Contact',
  canLookUp: true,
  hasRelationsList: false,
  domains: ['t.me', 'telegram.me', 'telegram.dog', 'telegram.org'],
  schemes: ['tg'],
  parseAddress,
  ownsText,
  parseBareText,
  shapes: [username, phone, number],
}
