/** Some integer is too long for a JavaScript number. Digits inside a text match too, which only costs time. */
const LONG_INTEGER = /[:[,]\s*-?\d{16,}/

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown

/** Ids of some networks are 64-bit numbers: those that would lose digits become their text. */
const keepDigits: Reviver = (_key, value, { source }) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && source !== undefined && /^-?\d+$/.test(source)
    ? source
    : value

/** Parses JSON without rounding long integers: these come out as strings. Throws `SyntaxError`. */
export function readJson(text: string): unknown {
  return LONG_INTEGER.test(text) ? JSON.parse(text, keepDigits as Parameters<typeof JSON.parse>[1]) : JSON.parse(text)
}
