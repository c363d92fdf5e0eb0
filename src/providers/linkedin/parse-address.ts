import type { ParsedIdentifier } from '../../domain/identifier-candidate.ts'
import { refused } from '../text/reading.ts'
import { queryValue, type WebAddress } from '../text/web-address.ts'
import { parseCompanyName, parseCompanyNumber, parseMemberId, parseProfileName } from './parse-name.ts'
import { parseUrn } from './parse-urn.ts'

const CONTENT = refused('LINKEDIN', 'CONTENT', 'It leads to a post, article, job or course on LinkedIn, not to a user.')
const GROUP = refused(
  'LINKEDIN',
  'GROUP_OR_CHANNEL',
  'It leads to a group, event or conversation on LinkedIn, not to a user.',
)
const NO_PROFILE = refused('LINKEDIN', 'NOT_A_PROFILE', 'The page on LinkedIn shows no person or company.')
const OLD = refused(
  'LINKEDIN',
  'UNRESOLVABLE',
  'LinkedIn no longer uses such addresses; open it, and paste the one it leads to.',
)
const SHORT = refused(
  'LINKEDIN',
  'SHORT_LINK',
  'A short link hides where it leads; open it, and paste the address it leads to.',
)

/** Languages (`fr.`) and devices, none of which change what a path means. */
const HOST = /^(?:(?:www|m|mobile|touch|[a-z]{2})\.)?linkedin\.(?:com|cn)$/
const NUMBER = /^\d+$/

/** What mail and old mobile pages put before the path. */
const prefixes: ReadonlySet<string> = new Set(['mwlite', 'comm', 'm'])
const content: ReadonlySet<string> = new Set([
  'posts',
  'feed',
  'pulse',
  'jobs',
  'learning',
  'newsletters',
  'video',
  'article',
])
const groups: ReadonlySet<string> = new Set(['groups', 'events', 'messaging'])

export function parseAddress(address: WebAddress): ParsedIdentifier {
  const { host } = address
  if (address.scheme === 'linkedin') return parseAppAddress(address)
  if (host === 'lnkd.in' || host.endsWith('.lnkd.in')) return SHORT
  if (!HOST.test(host)) return NO_PROFILE
  const isPrefixed = prefixes.has(address.path[0]?.toLowerCase() ?? '')
  return parsePath(isPrefixed ? address.path.slice(1) : address.path, address)
}

/** Reads the path of an address, or a path alone, which has no query. */
export function parsePath(path: readonly string[], address: WebAddress | null): ParsedIdentifier {
  const [first, second, third] = path
  switch (first?.toLowerCase()) {
    case 'in':
      return second === undefined ? NO_PROFILE : parseName(second, parseProfileName)
    case 'company':
    case 'school':
    case 'showcase':
      return second === undefined ? NO_PROFILE : parseName(second, parseCompanyName)
    case 'sales':
      return parseSalesPath(second?.toLowerCase(), third)
    case 'talent':
    case 'recruiter':
      return parseRecruiterPath(path)
    case 'profile':
      return parseProfilePath(path, address)
    case 'pub':
      return OLD
    default:
      return parseOtherPath(first?.toLowerCase() ?? '', path, address)
  }
}

/** Where a name is expected there can be a URN as well. */
function parseName(text: string, parse: (text: string) => ParsedIdentifier): ParsedIdentifier {
  return text.startsWith('urn:') || text.startsWith('URN:') ? parseUrn(text) : parse(text)
}

function parseSalesPath(kind: string | undefined, value: string | undefined): ParsedIdentifier {
  if (value === undefined) return NO_PROFILE
  // After the ID come how the search matched and a token.
  const id = value.split(',', 1)[0] ?? ''
  if (kind === 'company') return parseCompanyNumber(id)
  if (kind !== 'lead' && kind !== 'people' && kind !== 'profile') return NO_PROFILE
  return NUMBER.test(id) ? OLD : parseMemberId(id)
}

function parseRecruiterPath(path: readonly string[]): ParsedIdentifier {
  const id = path[path.lastIndexOf('profile') + 1]?.split(',', 1)[0]
  if (!path.includes('profile') || id === undefined) return NO_PROFILE
  return NUMBER.test(id) ? OLD : parseMemberId(id)
}

/** `/profile/view?id=` is in old mails; `/mwlite/profile/in/` was the mobile page. */
function parseProfilePath(path: readonly string[], address: WebAddress | null): ParsedIdentifier {
  if (path[1] === 'in') return parsePath(path.slice(1), address)
  const id = address ? queryValue(address, 'id') : null
  if (path[1] !== 'view' || !id) return NO_PROFILE
  return NUMBER.test(id) ? OLD : parseMemberId(id)
}

function parseOtherPath(first: string, path: readonly string[], address: WebAddress | null): ParsedIdentifier {
  if (content.has(first)) return CONTENT
  return groups.has(first) ? parseMessagePath(path, address) : NO_PROFILE
}

function parseMessagePath(path: readonly string[], address: WebAddress | null): ParsedIdentifier {
  const recipient = path[1] === 'compose' && address ? queryValue(address, 'recipient') : null
  return recipient ? parseMemberId(recipient) : GROUP
}

function parseAppAddress({ host, path }: WebAddress): ParsedIdentifier {
  const [first] = path
  if (first === undefined) return NO_PROFILE
  if (host === 'in' || host === 'profile') return parseProfileName(first)
  return host === 'company' ? parseCompanyName(first) : NO_PROFILE
}
