import type { IdentifierShape } from '../identifier-shape.ts'
import { isReservedUpstream, userRequest } from '../lookup-path.ts'

const USERNAME = /^[a-z0-9_](?:\.?[a-z0-9_]){0,29}$/
const LONGEST_USERNAME = 30
const NUMBER = /^\d{1,20}$/
/** Messaging numbers are of Facebook's kind: never short, and often of more than thirty digits. */
const MESSAGING_NUMBER = /^\d{14,40}$/
const ONLY_DIGITS = /^\d+$/

/** The first parts of Instagram's own addresses. */
const reservedWords: ReadonlySet<string> = new Set(
  (
    '_n _u about accounts api ar challenge create developer direct directory download emails explore graphql help legal live ' +
    'lite locations login logout nametag oauth p policies press privacy qr reel reels s session share shop shopping ' +
    'stories terms topics tv web'
  ).split(' '),
)

export function isReserved(username: string): boolean {
  return reservedWords.has(username) || isReservedUpstream(username)
}

const person = { provider: 'INSTAGRAM', userKind: 'PERSON' } as const

export const username: IdentifierShape = {
  ...person,
  kind: 'PROVIDER_PUBLIC_ID',
  scope: 'GLOBAL',
  accepts: (value) => value.length <= LONGEST_USERNAME && USERNAME.test(value) && !isReserved(value),
  url: profileUrl,
  format: profileUrl,
  // Upstream would take a username of digits for somebody's number.
  lookup: (value) => (ONLY_DIGITS.test(value) ? null : userRequest(value)),
}

export const number: IdentifierShape = {
  ...person,
  kind: 'PROVIDER_INTERNAL_ID',
  scope: 'GLOBAL',
  accepts: (value) => NUMBER.test(value),
  url: () => null,
  format: () => null,
  lookup: userRequest,
}

export const messagingNumber: IdentifierShape = {
  ...number,
  scope: 'INSTAGRAM_MESSAGING',
  accepts: (value) => MESSAGING_NUMBER.test(value),
}

function profileUrl(value: string): string {
  return `https://www.instagram.com/${value}/`
}
