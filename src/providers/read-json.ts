import { storableText } from '../domain/storable-text.ts'

/** Some integer is too long for a JavaScript number. Digits inside a text match too, which only costs time. */
const LONG_INTEGER = /[:[,]\s*-?\d{16,}/
/** An escape of NUL, or of half a surrogate pair whose other half is not beside it. An escaped backslash begins none. */
const UNSTORABLE = /\\u(?:0000|d[89ab][\da-f]{2}(?!\\ud[c-f])|(?<!(?<!\\)(?:\\\\)*\\ud[89ab][\da-f]{2}\\u)d[c-f])/i

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown

/** Ids of some networks are 64-bit numbers: those that would lose digits become their text. */
const keepDigits: Reviver = (_key, value, { source }) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && source !== undefined && /^-?\d+$/.test(source)
    ? source
    : value

const careful: Reviver = (key, value, context) =>
  typeof value === 'string' ? storableText(value) : keepDigits(key, value, context)

/**
 * Parses JSON without rounding long integers, which come out as strings, and with texts as the store will hold them: an id
 * is found again by what was written. Throws `SyntaxError`.
 */
export function readJson(text: string): unknown {
  const isUnusual = LONG_INTEGER.test(text) || UNSTORABLE.test(text)
  return isUnusual ? JSON.parse(text, careful as Parameters<typeof JSON.parse>[1]) : JSON.parse(text)
}
