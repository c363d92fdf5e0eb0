import type { IdentifierScope } from '../../src/domain/identifier.ts'
import type { Provider } from '../../src/domain/provider.ts'
import type { WorldAccount } from './accounts.ts'
import { firstNames, nameBeginnings, nameEndings } from './words.ts'

/** When everything was read. */
export const observedAt = `timestamptz '2026-11-01 00:00:00+00'`

/** SQL for a number that looks random and is the same each time, at least 0. Each use has a salt of its own. */
export function hash(number: string, salt: number): string {
  return `(hashint8extended((${number})::bigint, ${salt}) & 9223372036854775807)`
}

/** The same as a fraction, below 1. */
export function fraction(number: string, salt: number): string {
  return `(${hash(number, salt)} % 1000000 / 1000000.0::float8)`
}

/** True for one of so many. */
export function oneOf(many: number, number: string, salt: number): string {
  return `(${hash(number, salt)} % ${many} = 0)`
}

export function pick(words: readonly string[], number: string, salt: number): string {
  const list = words.map((word) => `'${word.replaceAll("'", "''")}'`).join(',')
  return `(array[${list}])[1 + ${hash(number, salt)} % ${words.length}]`
}

export function secondsBefore(seconds: string): string {
  return `(${observedAt} - (${seconds}) * interval '1 second')`
}

/** What upstream's own IDs look like: 16 bytes as base64. */
export function unipileId(kind: string, number: string): string {
  return `left(translate(encode(decode(md5('${kind}' || (${number})), 'hex'), 'base64'), '+/', '-_'), 22)`
}

const firstName = (user: string) => pick(firstNames, user, 1)
const lastName = (user: string) => `${pick(nameBeginnings, user, 2)} || ${pick(nameEndings, user, 3)}`

/** Every second user has an initial between the names. */
export function displayName(user: string): string {
  const initial = `case when ${oneOf(2, user, 4)} then ' ' || chr(65 + (${hash(user, 5)} % 26)::int) || '. ' else ' ' end`
  return `${firstName(user)} || ${initial} || ${lastName(user)}`
}

export function companyName(number: string): string {
  return `${pick(nameBeginnings, number, 6)} || ${pick(nameEndings, number, 7)} || ' & Partners'`
}

const handle = (user: string, separator: string) =>
  `lower(${firstName(user)} || '${separator}' || ${lastName(user)}) || '${separator}' || to_hex(${user})`

type ProviderNames = {
  /** Where attendees' internal IDs are valid. */
  readonly scope: IdentifierScope
  readonly internalId: (user: string) => string
  readonly publicId: (user: string) => string
}

/** The identifiers that a user of each provider has, in the provider's own form. */
export const providerNames: Readonly<Record<Provider, ProviderNames>> = {
  LINKEDIN: {
    scope: 'LINKEDIN_CLASSIC',
    internalId: (user) => `'ACoAABcD' || substr(md5('member' || (${user})), 2)`,
    publicId: (user) => handle(user, '-'),
  },
  WHATSAPP: {
    scope: 'GLOBAL',
    internalId: (user) => `(33600000000 + ${user}) || '@s.whatsapp.net'`,
    publicId: (user) => `(33600000000 + ${user})::text`,
  },
  INSTAGRAM: {
    scope: 'INSTAGRAM_MESSAGING',
    internalId: (user) => `(17841400000000000 + ${user})::text`,
    publicId: (user) => handle(user, '.'),
  },
  TELEGRAM: {
    scope: 'GLOBAL',
    internalId: (user) => `(5000000000 + ${user})::text`,
    publicId: (user) => handle(user, '_'),
  },
  X: {
    scope: 'GLOBAL',
    internalId: (user) => `(1400000000000000000 + ${user} * 7919)::text`,
    publicId: (user) => `lower(left(${firstName(user)}, 6)) || '_' || to_hex(${user})`,
  },
  MESSENGER: {
    scope: 'GLOBAL',
    internalId: (user) => `(100000000000000 + ${user})::text`,
    publicId: (user) => handle(user, '.'),
  },
}

/** The user behind the attendee at a place of the account's list, the owner being at place 0. */
export function userOf({ firstAttendeeId, home }: WorldAccount, place: string): string {
  const isShared = `(${place}) % 4 = 0 and (${place}) between 1 and ${home.attendees - 1}`
  return `((${place}) + case when ${isShared} then ${home.firstAttendeeId} else ${firstAttendeeId} end)`
}
