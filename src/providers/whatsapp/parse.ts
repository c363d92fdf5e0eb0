import type { ParsedIdentifier, ProviderCandidate } from '../../domain/identifier-candidate.ts'
import type { BareTextOptions } from '../adapter.ts'
import { candidate } from '../identifier-shape.ts'
import { parsePhoneNumber } from '../phone/phone-number.ts'
import { phoneProblems } from '../phone/phone-problems.ts'
import { found, refused } from '../text/reading.ts'
import { queryValue, type WebAddress } from '../text/web-address.ts'
import { isJid, parseJid } from './parse-jid.ts'
import { jid, phone, whatsappJid } from './shapes.ts'

const WRITTEN = 'It is a phone number with its country, which is what WhatsApp shows of a user.'
const COMPUTED = "WhatsApp's internal ID is deterministic: it is computed from the phone number, without asking anyone."

const INVITE = refused('WHATSAPP', 'GROUP_OR_CHANNEL', 'It invites to a WhatsApp group, which is not a user.')
const CHANNEL = refused('WHATSAPP', 'GROUP_OR_CHANNEL', 'It leads to a WhatsApp channel, which is not a user.')
const CODE = refused('WHATSAPP', 'UNRESOLVABLE', 'Only WhatsApp knows whose link this is; paste the phone number.')
const CATALOG = refused('WHATSAPP', 'CONTENT', 'It leads to an article in a WhatsApp catalogue, not to a user.')
const NO_PHONE = refused('WHATSAPP', 'NOT_A_PROFILE', 'The WhatsApp address holds no phone number.')
const problems = phoneProblems('WHATSAPP', 'A WhatsApp user is named by a phone number or by an ID with @.')

const codes: ReadonlySet<string> = new Set(['message', 'qr'])

export function parseBareText(text: string, { defaultCountry }: BareTextOptions): ParsedIdentifier {
  return isJid(text) ? parseJid(text) : parsePhone(text, defaultCountry)
}

export function parseAddress(address: WebAddress): ParsedIdentifier {
  const { host, path } = address
  const first = path[0]?.toLowerCase()
  if (address.scheme === 'whatsapp') return host === 'send' ? parsePhoneQuery(address) : whatsappPage(host)
  if (host === 'wa.me' || host === 'www.wa.me') return parseShortAddress(address)
  if (host === 'chat.whatsapp.com') return INVITE
  if (first === 'send') return parsePhoneQuery(address)
  return whatsappPage(first)
}

function parseShortAddress(address: WebAddress): ParsedIdentifier {
  const [first, second, third] = address.path
  if (first === undefined || first === 'send') return parsePhoneQuery(address)
  if (second === undefined) return parsePhone(first, null)
  if (codes.has(first)) return CODE
  if (first === 'p') return CATALOG
  if (first === 'channel') return CHANNEL
  return first === 'c' && third === undefined ? parsePhone(second, null) : NO_PHONE
}

function whatsappPage(name: string | undefined): ParsedIdentifier {
  if (name === 'channel') return CHANNEL
  if (name === 'chat' || name === 'invite') return INVITE
  return NO_PHONE
}

function parsePhoneQuery(address: WebAddress): ParsedIdentifier {
  const phone = queryValue(address, 'phone')?.trim()
  return phone ? parsePhone(phone, null) : NO_PHONE
}

function parsePhone(text: string, defaultCountry: string | null): ParsedIdentifier {
  const numbers = parsePhoneNumber(text, defaultCountry)
  if (typeof numbers === 'string') return problems[numbers]
  const candidates: ProviderCandidate[] = []
  for (const digits of numbers) {
    candidates.push(candidate(phone, digits, WRITTEN), candidate(jid, whatsappJid(digits), COMPUTED))
  }
  return found(...candidates)
}
