import type { ProviderAdapter } from '../adapter.ts'
import { parseAddress, parseBareText } from './parse.ts'
import { isJid } from './parse-jid.ts'
import { jid, lid, phone } from './shapes.ts'

export const whatsapp: ProviderAdapter = {
  provider: 'WHATSAPP',
  upstreamType: 'WHATSAPP',
  contactWord: 'Contact',
  canLookUp: true,
  hasRelationsList: false,
  domains: ['whatsapp.com', 'wa.me'],
  schemes: ['whatsapp'],
  parseAddress,
  ownsText: isJid,
  parseBareText,
  shapes: [phone, jid, lid],
}
