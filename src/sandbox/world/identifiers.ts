import { formatOpaqueId, parseOpaqueId } from './opaque-id.ts'
import { hash } from './random.ts'

/** One LinkedIn member has an id in each of LinkedIn's products. */
export const linkedinProducts = {
  classic: { prefix: 'ACoAA', kind: 'linkedin-classic' },
  sales_navigator: { prefix: 'ACwAA', kind: 'linkedin-sales-navigator' },
  recruiter: { prefix: 'AEMAA', kind: 'linkedin-recruiter' },
} as const
export type LinkedinProduct = keyof typeof linkedinProducts

/** A member's id in a product: 39 characters, of which the prefix tells the product. */
export function linkedinId(product: LinkedinProduct, userNumber: number): string {
  const { prefix, kind } = linkedinProducts[product]
  return `${prefix}${formatOpaqueId(kind, userNumber)}${hash(userNumber).toString(36).padStart(12, 'B')}`
}

/** The member and product behind an id, or null when no such id was given out. */
export function parseLinkedinId(id: string): { readonly product: LinkedinProduct; readonly userNumber: number } | null {
  for (const product of ['classic', 'sales_navigator', 'recruiter'] as const) {
    const { prefix, kind } = linkedinProducts[product]
    const numbers = id.startsWith(prefix) ? parseOpaqueId(kind, id.slice(prefix.length, prefix.length + 22)) : null
    if (numbers && linkedinId(product, numbers[0]) === id) return { product, userNumber: numbers[0] }
  }
  return null
}

/** LinkedIn's number of a member, as in `urn:li:member:<n>`. */
export const linkedinMemberNumber = (userNumber: number): number => 1_000_000 + userNumber

const mobilePrefixes = ['336', '4477', '49151', '346'] as const

// Steps through all eight-digit numbers before any comes again, since the factor shares no divisor with 10^8.
const scatter = (number: number): string => String((number * 48_271 + 9_137) % 100_000_000).padStart(8, '0')

/** A mobile number in E.164 digits that no other user number gives. */
export const phoneOf = (userNumber: number): string =>
  `${mobilePrefixes[userNumber % mobilePrefixes.length]}${scatter(userNumber)}`

/** The `…@s.whatsapp.net` of a phone. */
export const jidOf = (phone: string): string => `${phone}@s.whatsapp.net`

/** A WhatsApp `…@lid`; each generation of a user has another one. */
export const lidOf = (userNumber: number, generation = 0): string =>
  `1${String(generation).padStart(2, '0')}${scatter(userNumber)}${String(userNumber % 1000).padStart(3, '0')}@lid`

/** Instagram's id of an account, and the other one that its messages use. */
export const instagramId = (userNumber: number): string => `5${scatter(userNumber)}`
export const instagramMessagingId = (userNumber: number): string => `3402823668417103${scatter(userNumber)}000000001`
/** Telegram's id of a user. */
export const telegramId = (userNumber: number): string => `70${scatter(userNumber)}`
/** X counts in 64 bits: too many for a JavaScript number. */
export const twitterId = (userNumber: number): string => `14${scatter(userNumber)}${scatter(userNumber + 1)}5`
/** Facebook's id of a user. */
export const messengerId = (userNumber: number): string => `1000${scatter(userNumber)}042`
/** LinkedIn's number of a company. */
export const companyId = (userNumber: number): string => String(10_000 + userNumber)
