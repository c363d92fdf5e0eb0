import type { ParsedIdentifier } from '../../domain/identifier-candidate.ts'
import { candidate } from '../identifier-shape.ts'
import { found, merged, refused } from '../text/reading.ts'
import { queryValue, splitPath, type WebAddress } from '../text/web-address.ts'
import { handle, isReserved, number } from './shapes.ts'

const MALFORMED = refused('X', 'MALFORMED', 'X handles have up to 15 letters, digits and underscores.')
const NO_NUMBER = refused('X', 'MALFORMED', 'X numbers its users with up to 19 digits.')
const RESERVED = refused('X', 'RESERVED_WORD', 'The word is part of addresses, so it names no X user.')
const CONTENT = refused('X', 'CONTENT', 'It leads to a post on X, not to a user.')
const CHAT = refused('X', 'GROUP_OR_CHANNEL', 'It leads to a community, list or conversation on X, not to a user.')
const NO_PROFILE = refused('X', 'NOT_A_PROFILE', 'The page on X is no user profile.')
const SHORT = refused(
  'X',
  'SHORT_LINK',
  'A short link hides where it leads; open it, and paste the address it leads to.',
)

const HANDLE_IN_ADDRESS = 'It is the handle in an X address.'
const NUMBER_IN_ADDRESS = 'It is the internal ID in an X address.'
const AS_HANDLE = 'It can be an X handle.'
const AS_NUMBER = "X's internal IDs are numbers."

const HOST = /^(?:(?:www|mobile|m)\.)?(?:x|twitter)\.com$/
const content: ReadonlySet<string> = new Set([
  'status',
  'statuses',
  'article',
  'moments',
  'events',
  'spaces',
  'broadcasts',
  'web',
])
const groups: ReadonlySet<string> = new Set(['lists', 'communities', 'chat'])
const tabs: ReadonlySet<string> = new Set([
  ...[
    'affiliates',
    'articles',
    'followers',
    'following',
    'followers_you_follow',
    'header_photo',
    'highlights',
    'likes',
  ],
  ...['media', 'photo', 'superfollows', 'topics', 'verified_followers', 'with_replies'],
])

export function parseAddress(address: WebAddress): ParsedIdentifier {
  const { scheme, host, path, fragment } = address
  if (scheme === 'twitter') return host === 'user' ? parseUserQuery(address, 'id') : NO_PROFILE
  if (host === 't.co') return SHORT
  if (!HOST.test(host)) return NO_PROFILE
  // The handle stood after #! in the addresses of 2010 to 2012.
  const [first, second, third] =
    path.length === 0 && fragment.startsWith('!') ? (splitPath(fragment.slice(1)) ?? []) : path
  switch (first?.toLowerCase()) {
    case undefined:
      return NO_PROFILE
    case 'i':
      return parseInternalPage(second?.toLowerCase(), third)
    case 'intent':
      return second === 'user' || second === 'follow' ? parseUserQuery(address, 'user_id') : NO_PROFILE
    case 'messages':
      return parseMessageQuery(address)
    default:
      return parseProfile(first ?? '', second?.toLowerCase())
  }
}

export function parseBareText(text: string): ParsedIdentifier {
  if (text.startsWith('@')) return parseHandle(text.slice(1), AS_HANDLE)
  if (!number.accepts(text)) return parseHandle(text, AS_HANDLE)
  const asNumber = parseNumber(text, AS_NUMBER)
  return handle.accepts(text) ? merged([asNumber, parseHandle(text, AS_HANDLE)]) : asNumber
}

function parseProfile(first: string, second: string | undefined): ParsedIdentifier {
  const name = first.startsWith('@') ? first.slice(1) : first
  if (second === undefined || tabs.has(second)) return isReserved(name.toLowerCase()) ? NO_PROFILE : parseHandle(name)
  if (content.has(second)) return CONTENT
  return groups.has(second) ? CHAT : NO_PROFILE
}

function parseInternalPage(name: string | undefined, value: string | undefined): ParsedIdentifier {
  if (name === 'user' && value !== undefined) return parseNumber(value)
  if (name === undefined) return NO_PROFILE
  if (content.has(name)) return CONTENT
  return groups.has(name) ? CHAT : NO_PROFILE
}

function parseUserQuery(address: WebAddress, numberName: string): ParsedIdentifier {
  const name = queryValue(address, 'screen_name')
  if (name) return parseHandle(name.startsWith('@') ? name.slice(1) : name)
  const value = queryValue(address, numberName)
  return value ? parseNumber(value) : NO_PROFILE
}

function parseMessageQuery(address: WebAddress): ParsedIdentifier {
  const value = queryValue(address, 'recipient_id')
  return value ? parseNumber(value) : CHAT
}

function parseHandle(text: string, because = HANDLE_IN_ADDRESS): ParsedIdentifier {
  const value = text.toLowerCase()
  if (isReserved(value)) return RESERVED
  return handle.accepts(value) ? found(candidate(handle, value, because)) : MALFORMED
}

function parseNumber(value: string, because = NUMBER_IN_ADDRESS): ParsedIdentifier {
  return number.accepts(value) ? found(candidate(number, value, because)) : NO_NUMBER
}
