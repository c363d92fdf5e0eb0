import { normaliseSlug } from './linkedin/slug.ts'

/*
 * The one form of every name: two names are equal exactly when these say so. All pure; null means that the text is no
 * such name.
 */

/** E.164 digits without `+`. The text must be the whole international number, however it is spaced. */
export function phoneDigits(text: string): string | null {
  const digits = text
    .trim()
    .replace(/[\s().-]/g, '')
    .replace(/^(?:\+|00)/, '')
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : null
}

/** As `phoneDigits`, of a text that may as well be a national number: only one written with `+` or `00` is taken. */
export function internationalPhoneDigits(text: string): string | null {
  return /^\s*(?:\+|00)/.test(text) ? phoneDigits(text) : null
}

/** A handle without `@`, lower-case. */
export function handle(text: string): string | null {
  const name = text.trim().replace(/^@/, '').toLowerCase()
  return /^[a-z0-9._]+$/.test(name) ? name : null
}

/** A LinkedIn slug decoded and lower-case. */
export function slug(text: string): string | null {
  const name = normaliseSlug(decoded(text.trim()))
  return name === '' || /[\s/?#]/.test(name) ? null : name
}

/** The text itself when it is a link that a browser would open safely. */
export function webUrl(text: string): string | null {
  const trimmed = text.trim()
  return /^https?:\/\//i.test(trimmed) && URL.canParse(trimmed) ? trimmed : null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
