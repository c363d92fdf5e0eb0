import type { Position } from '../domain/page.ts'

/** A place in the list with this name, as opaque text. */
export function formatCursor(list: string, { key, id }: Position): string {
  return Buffer.from(JSON.stringify([list, key, id])).toString('base64url')
}

/** The place that a cursor of this list names; null for any text that is no such cursor. */
export function parseCursor(list: { readonly name: string; readonly key: KeyKind }, text: string): Position | null {
  if (text.length > 4096) return null
  const [name, key, id] = parts(Buffer.from(text, 'base64url').toString('utf8'))
  if (name !== list.name || typeof key !== 'string' || typeof id !== 'string') return null
  return isKey[list.key](key) && /^[1-9]\d{0,17}$/.test(id) ? { key, id } : null
}

type KeyKind = 'NONE' | 'TEXT' | 'TIME'

const isKey: Readonly<Record<KeyKind, (key: string) => boolean>> = {
  NONE: (key) => key === '',
  TEXT: (key) => !key.includes('\0'),
  TIME: isMoment,
}

/** A moment as our own cursors write it, on a day that there is: PostgreSQL knows no 30 February and no year 0. */
function isMoment(key: string): boolean {
  const time = Date.parse(key)
  return !Number.isNaN(time) && new Date(time).toISOString() === key && /^(?!0000)\d{4}-/.test(key)
}

function parts(json: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(json)
    return Array.isArray(value) && value.length === 3 ? value : []
  } catch {
    return []
  }
}
