const ZERO = 0x30
const NINE = 0x39
/** Generous even for a space after each digit. */
const LONGEST_WRITTEN = 60
const SEPARATORS: ReadonlySet<string> = new Set(' ()./-\u00a0\u2007\u2009\u202f\u2010\u2011\u2012\u2013\u2014\u2015')

/**
 * The digits of a number as written, without what people put between them; null when anything else is there, or no
 * digit. Arabic and Persian digits count as the ones they stand for.
 */
export function writtenDigits(text: string): string | null {
  if (text.length > LONGEST_WRITTEN) return null
  let digits = ''
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code >= ZERO && code <= NINE) digits += text.charAt(index)
    else if (isOtherDigit(code)) digits += String(code & 0xf)
    else if (!SEPARATORS.has(text.charAt(index))) return null
  }
  return digits === '' ? null : digits
}

/** Both blocks start where the last four bits are zero. */
function isOtherDigit(code: number): boolean {
  return (code >= 0x660 && code <= 0x669) || (code >= 0x6f0 && code <= 0x6f9)
}
