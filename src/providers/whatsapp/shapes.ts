import type { IdentifierShape } from '../identifier-shape.ts'
import { userRequest } from '../lookup-path.ts'
import { isPossiblePhone } from '../phone/phone-number.ts'

const PHONE_SERVER = '@s.whatsapp.net'
const PHONE_JID = /^([1-9]\d{4,14})@s\.whatsapp\.net$/
const LID = /^[1-9]\d{4,19}@lid$/

/** WhatsApp's internal ID of whoever has this phone number, given as digits. It is computed: nobody is asked. */
export function whatsappJid(phoneDigits: string): string {
  return phoneDigits + PHONE_SERVER
}

/** The phone number in an internal ID; null when it holds none, as a LID never does. */
export function jidPhone(value: string): string | null {
  return PHONE_JID.exec(value)?.[1] ?? null
}

const person = { provider: 'WHATSAPP', userKind: 'PERSON', scope: 'GLOBAL', lookup: userRequest } as const

export const phone: IdentifierShape = {
  ...person,
  kind: 'PROVIDER_PUBLIC_ID',
  accepts: isPossiblePhone,
  url: chatUrl,
  format: chatUrl,
  phone: (value) => value,
}

export const jid: IdentifierShape = {
  ...person,
  kind: 'PROVIDER_INTERNAL_ID',
  accepts: (value) => PHONE_JID.test(value),
  url: (value) => {
    const digits = possiblePhoneOf(value)
    return digits === null ? null : chatUrl(digits)
  },
  format: (value) => value,
  phone: possiblePhoneOf,
}

export const lid: IdentifierShape = {
  ...person,
  kind: 'PROVIDER_INTERNAL_ID',
  accepts: (value) => LID.test(value),
  url: () => null,
  format: (value) => value,
}

function possiblePhoneOf(value: string): string | null {
  const digits = jidPhone(value)
  return digits !== null && isPossiblePhone(digits) ? digits : null
}

function chatUrl(phoneDigits: string): string {
  return `https://wa.me/${phoneDigits}`
}
