import type { Identifier } from '../../domain/identifier.ts'
import { phoneDigits } from '../normalise.ts'
import { internalId, publicId } from '../read-user.ts'

/** A user's id with the device suffix that messages may carry. Ids of groups, broadcasts and newsletters are no users. */
const USER_JID = /^(\d+)(?::\d+)?@(s\.whatsapp\.net|lid)$/

/** The names in an internal ID: a phone JID tells the phone as well, a LID never does. Empty for what is no user. */
export function jidNames(jid: string | null): readonly Identifier[] {
  const [, digits, server] = USER_JID.exec(jid ?? '') ?? []
  if (digits === undefined) return []
  return server === 'lid' ? [internalId('WHATSAPP', `${digits}@lid`)] : phoneNames(digits)
}

/** The names in a phone number: the internal ID is computed from it. Empty for what is none, such as `hidden`. */
export function phoneNames(text: string | null): readonly Identifier[] {
  const digits = phoneDigits(text ?? '')
  return digits === null ? [] : [internalId('WHATSAPP', `${digits}@s.whatsapp.net`), publicId('WHATSAPP', digits)]
}

/** The phone among these names; null when they tell none. */
export function phoneAmong(names: readonly Identifier[]): string | null {
  return names.find(({ kind }) => kind === 'PROVIDER_PUBLIC_ID')?.value ?? null
}
