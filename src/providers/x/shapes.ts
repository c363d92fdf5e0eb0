import type { IdentifierShape } from '../identifier-shape.ts'
import { isReservedUpstream, userRequest } from '../lookup-path.ts'

const HANDLE = /^[a-z0-9_]{1,15}$/
const NUMBER = /^\d{1,19}$/
const ONLY_DIGITS = /^\d+$/
const LARGEST_NUMBER = '9223372036854775807'

/** The first parts of X's own addresses. */
const reservedWords: ReadonlySet<string> = new Set(
  (
    'about account compose download explore hashtag home i intent jobs login logout messages notifications oauth ' +
    'privacy search settings share signup tos who_to_follow widgets'
  ).split(' '),
)

export function isReserved(handle: string): boolean {
  return reservedWords.has(handle) || isReservedUpstream(handle)
}

const person = { provider: 'X', userKind: 'PERSON', scope: 'GLOBAL' } as const

export const handle: IdentifierShape = {
  ...person,
  kind: 'PROVIDER_PUBLIC_ID',
  accepts: (value) => HANDLE.test(value) && !isReserved(value),
  url: profileUrl,
  format: profileUrl,
  // Upstream takes handles with their @, which alone tells one of digits from a number.
  lookup: (value) => userRequest(ONLY_DIGITS.test(value) ? `@${value}` : value),
}

export const number: IdentifierShape = {
  ...person,
  kind: 'PROVIDER_INTERNAL_ID',
  accepts: (value) => NUMBER.test(value) && (value.length < LARGEST_NUMBER.length || value <= LARGEST_NUMBER),
  url: numberUrl,
  format: numberUrl,
  lookup: userRequest,
}

function profileUrl(value: string): string {
  return `https://x.com/${value}`
}

function numberUrl(value: string): string {
  return `https://x.com/i/user/${value}`
}
