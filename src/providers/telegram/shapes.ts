import type { IdentifierShape } from '../identifier-shape.ts'
import { isReservedUpstream, userRequest } from '../lookup-path.ts'
import { isPossiblePhone } from '../phone/phone-number.ts'

const USERNAME = /^[a-z][a-z0-9_]{3,30}[a-z0-9]$/
const NUMBER = /^\d{1,16}$/

/** The first parts of Telegram's own addresses. */
const reservedWords: ReadonlySet<string> = new Set(
  (
    'addemoji addlist addstickers addtheme auction boost call confirmphone contact giftcode invoice joinchat login ' +
    'proxy setlanguage share socks'
  ).split(' '),
)

export function isReserved(username: string): boolean {
  return reservedWords.has(username) || isReservedUpstream(username)
}

const person = { provider: 'TELEGRAM', userKind: 'PERSON', scope: 'GLOBAL', lookup: userRequest } as const

export const username: IdentifierShape = {
  ...person,
  kind: 'PROVIDER_PUBLIC_ID',
  accepts: (value) => USERNAME.test(value) && !isReserved(value),
  url: profileUrl,
  format: profileUrl,
}

export const phone: IdentifierShape = {
  ...person,
  kind: 'PROVIDER_PUBLIC_ID',
  accepts: isPossiblePhone,
  url: phoneUrl,
  format: phoneUrl,
  phone: (value) => value,
}

export const number: IdentifierShape = {
  ...person,
  kind: 'PROVIDER_INTERNAL_ID',
  accepts: (value) => NUMBER.test(value),
  url: () => null,
  format: (value) => `tg://user?id=${value}`,
}

function profileUrl(value: string): string {
  return `https://t.me/${value}`
}

function phoneUrl(digits: string): string {
  return `https://t.me/+${digits}`
}
