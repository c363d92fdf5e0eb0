/**
 * An answer without what peers rightly do each in their own way: ids become those of the rows, moments are written alike,
 * and a connection is its list.
 */
export function plain(value: unknown): unknown {
  if (typeof value === 'string') return isMoment.test(value) ? new Date(value).toISOString() : value
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value)
  const [[name, content] = []] = fields
  if (fields.length === 1 && name === 'nodes') return plain(content)
  return Object.fromEntries(fields.map(([key, field]) => [key, key === 'id' ? rowId(field) : plain(field)]))
}

const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/

function rowId(id: unknown): string {
  const text = String(id)
  return /^\w+:(\d+)$/.exec(Buffer.from(text, 'base64url').toString('latin1'))?.[1] ?? text
}

/** The id that our graph gives to a row. */
export function globalId(type: string, id: string | number): string {
  return Buffer.from(`${type}:${id}`).toString('base64url')
}
