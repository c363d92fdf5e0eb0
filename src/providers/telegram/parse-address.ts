import type { ParsedIdentifier } from '../../domain/identifier-candidate.ts'
import { refused } from '../text/reading.ts'
import { decode, queryValue, type WebAddress } from '../text/web-address.ts'
import { parseNumber, parsePhone, parseUsername } from './parse.ts'
import { isReserved } from './shapes.ts'

const INVITE = refused(
  'TELEGRAM',
  'GROUP_OR_CHANNEL',
  'It invites to a Telegram group or channel, which is not a user.',
)
const CHANNEL = refused('TELEGRAM', 'GROUP_OR_CHANNEL', 'It leads to a Telegram group or channel, not to a user.')
const CONTENT = refused('TELEGRAM', 'CONTENT', 'It leads to a post, story or app on Telegram, not to a user.')
const TOKEN = refused(
  'TELEGRAM',
  'UNRESOLVABLE',
  'Only Telegram knows whose link this is; paste the username or number.',
)
const NO_PROFILE = refused('TELEGRAM', 'NOT_A_PROFILE', 'The address on Telegram is of no user.')

const PHONE = /^\+\d{7,15}$/
const WEB_HOST = /^web[kaz]?\.telegram\.org$/
const SHORT_DOMAIN = /(?:^|\.)(?:t\.me|telegram\.(?:me|dog))$/

export function parseAddress(address: WebAddress): ParsedIdentifier {
  if (address.scheme === 'tg') return parseAppAddress(address)
  if (WEB_HOST.test(address.host)) return parseWebChat(decode(address.fragment) ?? '')
  const domain = SHORT_DOMAIN.exec(address.host)
  if (!domain) return NO_PROFILE
  const owner = address.host.slice(0, domain.index)
  if (owner !== '' && owner !== 'www') return address.path.length === 0 ? parseUsername(owner) : CONTENT
  return parsePath(address)
}

function parsePath({ path: [first, second] }: WebAddress): ParsedIdentifier {
  if (first === undefined) return NO_PROFILE
  if (first.startsWith('+')) return PHONE.test(first) ? parsePhone(first, null) : INVITE
  const name = first.toLowerCase()
  if (name === 'joinchat' || name === 'addlist') return INVITE
  if (name === 'c' || name === 's' || name === 'boost') return CHANNEL
  if (name === 'contact') return TOKEN
  if (isReserved(name)) return NO_PROFILE
  return second === undefined ? parseUsername(first) : CONTENT
}

function parseAppAddress(address: WebAddress): ParsedIdentifier {
  if (address.host === 'resolve') return parseResolve(address)
  if (address.host === 'user') return parseIdQuery(address, 'id')
  if (address.host === 'openmessage') return parseIdQuery(address, 'user_id')
  if (address.host === 'contact') return TOKEN
  return address.host === 'join' || address.host === 'addlist' ? INVITE : NO_PROFILE
}

function parseResolve(address: WebAddress): ParsedIdentifier {
  const phone = queryValue(address, 'phone')
  if (phone) return parsePhone(phone, null)
  const domain = queryValue(address, 'domain')
  if (!domain) return NO_PROFILE
  return queryValue(address, 'post') || queryValue(address, 'story') || queryValue(address, 'appname')
    ? CONTENT
    : parseUsername(domain)
}

function parseIdQuery(address: WebAddress, name: string): ParsedIdentifier {
  const id = queryValue(address, name)
  return id ? parseNumber(id) : NO_PROFILE
}

/** Telegram's web client names the open chat in the fragment. */
function parseWebChat(fragment: string): ParsedIdentifier {
  if (fragment === '') return NO_PROFILE
  return fragment.startsWith('@') ? parseUsername(fragment.slice(1)) : parseNumber(fragment)
}
