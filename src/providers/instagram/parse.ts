import type { ParsedIdentifier } from '../../domain/identifier-candidate.ts'
import { candidate } from '../identifier-shape.ts'
import { found, refused } from '../text/reading.ts'
import { queryValue, type WebAddress } from '../text/web-address.ts'
import { isReserved, messagingNumber, number, username } from './shapes.ts'

const MALFORMED = refused(
  'INSTAGRAM',
  'MALFORMED',
  'Instagram usernames have up to 30 letters, digits, dots and underscores.',
)
const RESERVED = refused('INSTAGRAM', 'RESERVED_WORD', 'The word is part of addresses, so it names no Instagram user.')
const CONTENT = refused('INSTAGRAM', 'CONTENT', 'It leads to a post, reel or story on Instagram, not to a user.')
const CHAT = refused(
  'INSTAGRAM',
  'GROUP_OR_CHANNEL',
  'It leads to a conversation or channel on Instagram, not to a user.',
)
const NO_PROFILE = refused('INSTAGRAM', 'NOT_A_PROFILE', 'The page on Instagram is no user profile.')

const IN_ADDRESS = 'It is the username in an Instagram address.'
const AS_USERNAME = 'It can be an Instagram username.'
const AS_NUMBER = "Instagram's internal IDs are numbers."
const AS_MESSAGING_NUMBER = 'Instagram has a second number for each user, for messages, and it can be that one.'

const hosts: ReadonlySet<string> = new Set([
  'instagram.com',
  'www.instagram.com',
  'm.instagram.com',
  'instagr.am',
  'www.instagr.am',
])
const content: ReadonlySet<string> = new Set(['p', 'reel', 'tv', 's', 'share', 'stories', 'live'])
const tabs: ReadonlySet<string> = new Set(['channel', 'feed', 'followers', 'following', 'guides', 'reels', 'tagged'])

/** What digits alone can be. */
const bareReadings = [
  { shape: number, because: AS_NUMBER },
  { shape: messagingNumber, because: AS_MESSAGING_NUMBER },
  { shape: username, because: AS_USERNAME },
]

export function parseAddress(address: WebAddress): ParsedIdentifier {
  const [first, second] = address.path
  if (address.scheme === 'instagram')
    return address.host === 'user' ? parseUsername(queryValue(address, 'username')) : NO_PROFILE
  if (address.host === 'ig.me') return parseMessageAddress(first, second)
  if (!hosts.has(address.host) || first === undefined) return NO_PROFILE
  if (first === '_u' || first === '_n') return parseUsername(second ?? null)
  return parsePage(first.toLowerCase(), second?.toLowerCase(), address)
}

export function parseBareText(text: string): ParsedIdentifier {
  if (text.startsWith('@')) return parseUsername(text.slice(1), AS_USERNAME)
  if (!number.accepts(text) && !messagingNumber.accepts(text)) return parseUsername(text, AS_USERNAME)
  const readings = bareReadings.filter(({ shape }) => shape.accepts(text))
  return found(...readings.map(({ shape, because }) => candidate(shape, text, because)))
}

function parsePage(first: string, second: string | undefined, address: WebAddress): ParsedIdentifier {
  if (content.has(first) || first === 'reels') return CONTENT
  if (first === 'direct' || (first === 'j' && second !== undefined)) return CHAT
  if (second !== undefined && !tabs.has(second)) return content.has(second) ? CONTENT : NO_PROFILE
  return isReserved(first) ? NO_PROFILE : parseUsername(address.path[0] ?? null)
}

function parseMessageAddress(first: string | undefined, second: string | undefined): ParsedIdentifier {
  return first === 'm' && second !== undefined ? parseUsername(second) : CHAT
}

function parseUsername(text: string | null, because = IN_ADDRESS): ParsedIdentifier {
  if (text === null) return NO_PROFILE
  const value = text.toLowerCase()
  if (isReserved(value)) return RESERVED
  return username.accepts(value) ? found(candidate(username, value, because)) : MALFORMED
}
