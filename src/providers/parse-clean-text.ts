import type { ParsedIdentifier } from '../domain/identifier-candidate.ts'
import { parseIdentifierKey } from '../domain/identifier-key.ts'
import type { Provider } from '../domain/provider.ts'
import type { BareTextOptions } from './adapter.ts'
import { candidate, findShape } from './identifier-shape.ts'
import { adapters } from './index.ts'
import { ownerOfHost, ownerOfScheme, ownerOfText } from './owners.ts'
import { parseBareText } from './parse-bare-text.ts'
import { parsePhoneNumber } from './phone/phone-number.ts'
import { phoneProblems } from './phone/phone-problems.ts'
import { merged, otherProvider, refused } from './text/reading.ts'
import { decode, splitAddress } from './text/web-address.ts'
import { knownUnipileCandidate } from './unipile-id.ts'

const SCHEME = /^([a-z][a-z0-9+-]*):/i
const HEAD = /^[^/?#]*/
const PHONE_WITH_SLASH = /^[\d+(][\d\s()./-]*$/

const FORBIDDEN_SCHEME = refused(null, 'FORBIDDEN_SCHEME', 'Addresses of this kind lead to no user.')
const UNKNOWN_KEY = refused(
  null,
  'MALFORMED',
  'It begins like an identifier written out here, but no such identifier exists.',
)
const NOT_AN_ADDRESS = refused(null, 'MALFORMED', 'It is part of an address; paste the whole.')
const phoneLinkProblems = phoneProblems(null, 'There is no phone number after tel:.')
const addressProblems = {
  USER_INFO: refused(null, 'USER_INFO', 'What stands before @ in an address only makes it look like another one.'),
  BAD_ENCODING: refused(null, 'BAD_ENCODING', 'Its percent signs are not followed by valid codes.'),
  FOREIGN_HOST: refused(null, 'FOREIGN_HOST', 'The address is on none of the networks, whatever its name looks like.'),
}

/** Reads a text that `cleanText` has let through. */
export function parseCleanText(text: string, provider: Provider | null, options: BareTextOptions): ParsedIdentifier {
  const scheme = schemeOf(text)
  if (scheme === 'http' || scheme === 'https') return parseAddress(scheme, text.slice(scheme.length + 1), provider)
  if (scheme === 'acquaint') return parseKey(text, provider)
  const owner = ownerOfText(text)
  if (owner !== null) return only(owner, provider) ?? adapters[owner].parseBareText(text, options)
  if (scheme !== undefined) return parseWithScheme(scheme, text, provider, options)
  return text.includes('.') || text.includes('/')
    ? parseWithoutScheme(text, provider, options)
    : parseBareText(text, provider, options)
}

function schemeOf(text: string): string | undefined {
  if (text.startsWith('https:')) return 'https'
  return text.includes(':') ? SCHEME.exec(text)?.[1]?.toLowerCase() : undefined
}

/** Tells addresses from names with dots in them, and from phone numbers with slashes. */
function parseWithoutScheme(text: string, provider: Provider | null, options: BareTextOptions): ParsedIdentifier {
  if (text.startsWith('//')) return parseAddress('https', text, provider)
  const head = HEAD.exec(text)?.[0] ?? ''
  const isPath = head.length < text.length && text.charAt(head.length) === '/'
  if (isPath && !PHONE_WITH_SLASH.test(text)) {
    return head.includes('.') ? parseAddress('https', text, provider) : NOT_AN_ADDRESS
  }
  const isHost = head.includes('.') && (ownerOfHost(head.toLowerCase()) !== null || /^www\./i.test(head))
  return isHost ? parseAddress('https', text, provider) : parseBareText(text, provider, options)
}

function parseWithScheme(
  scheme: string,
  text: string,
  provider: Provider | null,
  options: BareTextOptions,
): ParsedIdentifier {
  const rest = text.slice(scheme.length + 1)
  if (scheme === 'tel') return parsePhoneLink(rest, provider, options)
  return ownerOfScheme(scheme) ? parseAddress(scheme, rest, provider) : FORBIDDEN_SCHEME
}

function parseAddress(scheme: string, text: string, provider: Provider | null): ParsedIdentifier {
  const address = splitAddress(scheme, text.slice(countSlashes(text)))
  if (typeof address === 'string') return addressProblems[address]
  const owner = ownerOfScheme(scheme) ?? ownerOfHost(address.host)
  if (!owner) return addressProblems.FOREIGN_HOST
  return only(owner, provider) ?? adapters[owner].parseAddress(address)
}

function countSlashes(text: string): number {
  let count = 0
  while (text.charAt(count) === '/') count += 1
  return count
}

function parseKey(text: string, provider: Provider | null): ParsedIdentifier {
  const identifier = parseIdentifierKey(text)
  if (!identifier) return UNKNOWN_KEY
  const other = only(identifier.provider, provider)
  if (other) return other
  const unipile = identifier.kind === 'UNIPILE_ID' ? knownUnipileCandidate(identifier) : null
  if (unipile) return { candidates: [unipile], refusals: [] }
  const shape = findShape(adapters[identifier.provider].shapes, identifier)
  if (!shape) return UNKNOWN_KEY
  return { candidates: [candidate(shape, identifier.value, 'It is written out as this identifier.')], refusals: [] }
}

/** A link that dials a number, which names a user wherever users have numbers. */
function parsePhoneLink(text: string, provider: Provider | null, options: BareTextOptions): ParsedIdentifier {
  const numbers = parsePhoneNumber(decode(text.split(';', 1)[0] ?? '') ?? '', options.defaultCountry)
  if (typeof numbers === 'string') return phoneLinkProblems[numbers]
  return merged(numbers.map((digits) => parseBareText(`+${digits}`, provider, options)))
}

/** The refusal when another network was asked for than the text is of; null when it fits. */
function only(owner: Provider, asked: Provider | null): ParsedIdentifier | null {
  return asked === null || asked === owner ? null : otherProvider(owner)
}
