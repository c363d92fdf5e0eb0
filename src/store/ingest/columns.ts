/**
 * Rows turned into one array for each column, in the order of `readers`: the parameters of `unnest`, which writes any
 * number of rows with one statement.
 */
export function columns<Row>(rows: readonly Row[], readers: readonly ((row: Row) => unknown)[]): unknown[][] {
  return readers.map((read) => rows.map((row) => storable(read(row))))
}

/** JSON text of a value, for a jsonb column. */
export function json(value: unknown): string {
  return JSON.stringify(value, (_key, item) => storable(item))
}

/** PostgreSQL's text holds neither NUL nor half a surrogate pair; providers send both. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '')
}

function storable(value: unknown): unknown {
  return typeof value === 'string' ? storableText(value) : value
}

/** PostgreSQL's text form of a text array, for a column whose every value is itself an array. */
export function arrayLiteral(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
}

/** The last of those with the same key: one statement may write a row only once. */
export function lastByKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()]
}
