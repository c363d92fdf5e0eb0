import { storableText } from '../../domain/storable-text.ts'

/**
 * Rows turned into one array for each column, in the order of `readers`: the parameters of `unnest`, which writes any
 * number of rows with one statement. As PostgreSQL's text, which drivers would make of each value by its
 * type.
 */
export function columns<Row>(rows: readonly Row[], readers: readonly ((row: Row) => Value)[]): string[] {
  return readers.map((read) => `{${rows.map((row) => element(read(row))).join()}}`)
}

type Value = string | number | boolean | null | undefined

function element(value: Value): string {
  if (typeof value !== 'string') return String(value ?? null)
  if (!isUnusual.test(value)) return `"${value}"`
  return `"${storableText(value).replace(/["\\]/g, '\\$&')}"`
}

/** What an array's text escapes, and what no text can hold. */
const isUnusual = /["\\\0\ud800-\udfff]/

/** JSON text of a value, for a jsonb column. */
export function json(value: unknown): string {
  return JSON.stringify(value, (_key, item) => (typeof item === 'string' ? storableText(item) : item))
}

/** PostgreSQL's text form of a text array, for a column whose every value is itself an array. */
export function arrayLiteral(items: readonly string[]): string {
  return `{${items.map(element).join()}}`
}

/** The last of those with the same key: one statement may write a row only once. */
export function lastByKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()]
}
