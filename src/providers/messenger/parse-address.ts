import type { ParsedIdentifier } from '../../domain/identifier-candidate.ts'
import { refused } from '../text/reading.ts'
import { queryValue, type WebAddress } from '../text/web-address.ts'
import { parseNameOrNumber, parseNumber } from './parse.ts'
import { isReserved } from './shapes.ts'

const CONTENT = refused('MESSENGER', 'CONTENT', 'It leads to a post, photo, video or event on Facebook, not to a user.')
const GROUP = refused('MESSENGER', 'GROUP_OR_CHANNEL', 'It leads to a group or channel, not to a user.')
const PAGE = refused('MESSENGER', 'NOT_A_PROFILE', 'It leads to a Facebook page, which is not a person.')
const NO_PROFILE = refused('MESSENGER', 'NOT_A_PROFILE', 'The page on Facebook or Messenger is no user profile.')
const SHORT = refused(
  'MESSENGER',
  'SHORT_LINK',
  'A short link hides where it leads; open it, and paste the address it leads to.',
)

/** Languages (`fr-fr.`) and devices, none of which change what a path means. */
const FACEBOOK_HOST = /^(?:(?:www|web|m|mobile|touch|mbasic|[a-z]{2}-[a-z]{2})\.)?(?:facebook|fb)\.com$/
const MESSENGER_HOST = /^(?:www\.)?messenger\.com$/
const UPPER_CASE = /[A-Z]/

const content: ReadonlySet<string> = new Set([
  ...['events', 'hashtag', 'marketplace', 'media', 'notes', 'permalink.php', 'photo', 'photo.php', 'posts', 'reel'],
  ...['reels', 'share', 'sharer', 'sharer.php', 'stories', 'story.php', 'videos', 'watch'],
])
const tabs: ReadonlySet<string> = new Set([
  ...['about', 'followers', 'following', 'friends', 'likes', 'map', 'music', 'photos', 'photos_albums', 'photos_by'],
  ...['reels_tab', 'reviews', 'sports'],
])
const conversations: ReadonlySet<string> = new Set(['t', 'e2ee', 'messages'])

export function parseAddress(address: WebAddress): ParsedIdentifier {
  const { scheme, host, path } = address
  if (scheme === 'fb-messenger' || scheme === 'fb') return parseAppAddress(host, path[0])
  const [first, second] = path
  if (first === undefined) return NO_PROFILE
  if (host === 'm.me' || host === 'www.m.me')
    return second === undefined ? parseNameOrNumber(first) : parseMessagePath(path)
  if (host === 'fb.me') return second !== undefined || UPPER_CASE.test(first) ? SHORT : parseNameOrNumber(first)
  if (MESSENGER_HOST.test(host)) return parseMessagePath(path)
  return FACEBOOK_HOST.test(host) ? parseFacebookPath(address) : NO_PROFILE
}

function parseFacebookPath(address: WebAddress): ParsedIdentifier {
  const [first, second, third, fourth] = address.path
  const name = first?.toLowerCase() ?? ''
  if (name === 'profile.php') return parseQueryNumber(address)
  if (name === 'people') return third === undefined ? NO_PROFILE : parseNumber(third)
  if (name === 'messages') return parseMessagePath(address.path)
  if (name === 'groups') return third === 'user' && fourth !== undefined ? parseNumber(fourth) : GROUP
  if (name === 'pages' || name === 'pg' || name === 'p') return PAGE
  if (content.has(name)) return CONTENT
  if (isReserved(name)) return NO_PROFILE
  if (second === undefined || tabs.has(second.toLowerCase())) return parseNameOrNumber(first ?? '')
  return content.has(second.toLowerCase()) ? CONTENT : NO_PROFILE
}

/** A conversation of two is addressed by the other's ID or name. */
function parseMessagePath(path: readonly string[]): ParsedIdentifier {
  const start = path.findIndex((part) => !conversations.has(part.toLowerCase()))
  const kind = path[0]?.toLowerCase() ?? ''
  if (kind === 'groupcall' || kind === 'j' || kind === 'ch' || kind === 'cm' || kind === 'channel') return GROUP
  const isConversation = start > 0 && path[start - 1]?.toLowerCase() === 't'
  return isConversation ? parseNameOrNumber(path[start] ?? '') : NO_PROFILE
}

function parseQueryNumber(address: WebAddress): ParsedIdentifier {
  const id = queryValue(address, 'id')
  return id ? parseNumber(id) : NO_PROFILE
}

function parseAppAddress(kind: string, value: string | undefined): ParsedIdentifier {
  if (kind === 'group' || kind === 'groupthreadfbid') return GROUP
  if (kind === 'page') return PAGE
  const namesUser = kind === 'user' || kind === 'user-thread' || kind === 'profile' || kind === 'messaging'
  return namesUser && value !== undefined ? parseNumber(value) : NO_PROFILE
}
