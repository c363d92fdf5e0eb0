import type { IdentifierShape } from '../identifier-shape.ts'
import { isReservedUpstream } from '../lookup-path.ts'

const VANITY = /^[a-z0-9](?:\.?[a-z0-9]){4,49}$/
const LONGEST_VANITY = 50
const NUMBER = /^[1-9]\d{0,19}$/
const ONLY_DIGITS = /^[\d.]+$/

/** The first parts of Facebook's own addresses that a vanity name could be mistaken for. */
const reservedWords: ReadonlySet<string> = new Set(
  (
    'about bookmarks business dialog events facebook friends gaming groups hashtag legal login marketplace media messages ' +
    'messenger notes notifications pages people permalink.php photo photo.php photos plugins policies posts privacy profile ' +
    'profile.php public recover reels search settings share sharer sharer.php stories story.php videos watch'
  ).split(' '),
)

export function isReserved(vanity: string): boolean {
  return reservedWords.has(vanity) || isReservedUpstream(vanity)
}

/** Upstream has no route that finds a Messenger user. */
const person = { provider: 'MESSENGER', userKind: 'PERSON', scope: 'GLOBAL', lookup: () => null } as const

export const vanity: IdentifierShape = {
  ...person,
  kind: 'PROVIDER_PUBLIC_ID',
  accepts: (value) =>
    value.length <= LONGEST_VANITY && VANITY.test(value) && !ONLY_DIGITS.test(value) && !isReserved(value),
  url: vanityUrl,
  format: vanityUrl,
}

export const number: IdentifierShape = {
  ...person,
  kind: 'PROVIDER_INTERNAL_ID',
  accepts: (value) => NUMBER.test(value),
  url: numberUrl,
  format: numberUrl,
}

function vanityUrl(value: string): string {
  return `https://www.facebook.com/${value}`
}

function numberUrl(value: string): string {
  return `https://www.facebook.com/profile.php?id=${value}`
}
