/**
 * Expressions of JSON as text, never null: quicker made than values of the type json, and without spaces. Of texts, control
 * characters stand as they are, which whoever sends the answer has to escape.
 */
export type JsonText = readonly Part[]
/** What is written as it is, without quotation marks of SQL in it; or an expression of text. */
type Part = { readonly literal: string } | { readonly sql: string }

export const literal = (text: string): JsonText => [{ literal: text }]

/** An expression of JSON, or of null, which JSON has a word for. */
export const nullable = (sql: string): JsonText => [{ sql: `coalesce(${sql}, 'null')` }]

/** A number or a truth value, whose text is its JSON; or null. */
export const plainOf = (sql: string): JsonText => nullable(`${sql}::text`)

/** Text, or null. `to_json` takes twice as long, most of it to find out that this is text. */
export const textOf = (sql: string): JsonText =>
  nullable(`'"' || replace(replace(${sql}, '\\', '\\\\'), '"', '\\"') || '"'`)

/** Text that is never null, and of letters, figures and signs that JSON takes as they are. */
export const wordOf = (sql: string): JsonText => [...literal('"'), { sql }, ...literal('"')]

/** The same where it may be null. */
export const wordOrNull = (sql: string): JsonText => nullable(`'"' || ${sql} || '"'`)

/** A moment as `readTimestamp` reads it, or null. */
export const timeOf = (sql: string): JsonText => wordOrNull(`to_char(${sql}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

export function objectOf(fields: readonly (readonly [key: string, value: JsonText])[]): JsonText {
  const parts = fields.flatMap(([key, value], index) => [...literal(`${index === 0 ? '' : ','}"${key}":`), ...value])
  return [...literal('{'), ...parts, ...literal('}')]
}

/** Of each row that `from` gives, in its order. */
export function listOf(row: JsonText, from: string): JsonText {
  return [
    ...literal('['),
    { sql: `coalesce((select string_agg(${sqlOf(row)}, ',') from ${from}), '')` },
    ...literal(']'),
  ]
}

/** Of the only row that `from` gives; null when it gives none. */
export function oneOf(row: JsonText, from: string): JsonText {
  return nullable(`(select ${sqlOf(row)} from ${from})`)
}

/** As one expression. */
export function sqlOf(parts: JsonText): string {
  const merged: Part[] = []
  for (const part of parts) {
    const last = merged.at(-1)
    if (last && 'literal' in last && 'literal' in part) {
      merged[merged.length - 1] = { literal: last.literal + part.literal }
    } else merged.push(part)
  }
  const text = merged.map((part) => ('sql' in part ? part.sql : `'${part.literal}'`)).join(' || ')
  return merged.some((part) => 'sql' in part) ? `(${text})` : `${text}::text`
}
