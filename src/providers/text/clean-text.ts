import type { Refusal, RefusalCode } from '../../domain/identifier-candidate.ts'

/*
 * The rules by which a pasted text is cleaned before it is read, in this order. What no rule cleans is refused, so
 * that two texts which look alike are never taken for two users, nor one text for what it does not show.
 *
 * 1. A text of more than MAXIMUM_LENGTH UTF-16 units is refused unread.
 * 2. White space, invisible marks (zero-width characters, bidirectional marks, byte order marks) and one pair of
 *    quotes or angle brackets are dropped at both ends: address books and mail programs put them there.
 * 3. Full-width forms become the ASCII characters they stand for, as in browsers.
 * 4. The text is composed (NFC).
 * 5. Control characters, unpaired surrogates, backslashes (which browsers read as slashes), and invisible marks inside
 *    the text are refused. Zero-width joiners stay: Persian, Indic and emoji names need them, and only LinkedIn slugs
 *    admit them, between two characters beyond ASCII.
 */

const MAXIMUM_LENGTH = 2_048

/** ASCII without brackets and quotes, and with spaces only inside: no rule would change it. */
const PLAIN = /^[!#-&(-;=?-[\]-~](?:[ !#-&(-;=?-[\]-~]*[!#-&(-;=?-[\]-~])?$/
const EDGE = '[\\s\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff]'
const LEADING_EDGE = new RegExp(`^${EDGE}+`)
const EDGE_CHARACTER = new RegExp(EDGE)
const FULL_WIDTH = /[\uff01-\uff5e\u3000]/g
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u001f\u007f-\u009f\\\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\u{e0000}-\u{e0fff}]/u
const BRACKETS: Readonly<Record<string, string>> = { '<': '>', '"': '"', "'": "'", '“': '”', '‘': '’', '«': '»' }

const EMPTY = refusal('EMPTY', 'There is no text.')
const TOO_LONG = refusal('TOO_LONG', `No identifier has more than ${MAXIMUM_LENGTH} characters.`)
const HIDDEN = refusal('HIDDEN_CHARACTER', 'The text has control or invisible characters inside; type it anew.')

/** The text as it is to be read, or why it is not. */
export function cleanText(text: string): string | Refusal {
  if (text.length > MAXIMUM_LENGTH) return TOO_LONG
  if (PLAIN.test(text)) return text
  const shown = dropBrackets(dropEdges(text))
  if (shown === '') return EMPTY
  if (!shown.isWellFormed()) return HIDDEN
  const folded = shown.replace(FULL_WIDTH, toAscii).normalize('NFC')
  return FORBIDDEN.test(folded) ? HIDDEN : folded
}

function dropEdges(text: string): string {
  let end = text.length
  while (end > 0 && EDGE_CHARACTER.test(text.charAt(end - 1))) end -= 1
  return text.slice(0, end).replace(LEADING_EDGE, '')
}

function dropBrackets(text: string): string {
  const closing = BRACKETS[text.charAt(0)]
  return closing !== undefined && text.length > 1 && text.endsWith(closing) ? dropEdges(text.slice(1, -1)) : text
}

function toAscii(character: string): string {
  return character === '\u3000' ? ' ' : String.fromCharCode(character.charCodeAt(0) - 0xfee0)
}

function refusal(code: RefusalCode, because: string): Refusal {
  return { provider: null, code, because }
}
