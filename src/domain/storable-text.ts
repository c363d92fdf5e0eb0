/** Text as PostgreSQL holds it: without NUL and half surrogate pairs, both of which providers send. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '')
}
