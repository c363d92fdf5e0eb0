import type { AskedField, Shape } from '../../domain/shape.ts'
import type { Columns } from '../read/columns.ts'
import { type JsonText, literal, objectOf, oneOf } from './json-text.ts'

/** What the answer has for a field; null when only its resolver can tell. */
export type RenderField = (asked: AskedField, scope: Scope) => JsonText | null

export type Scope = {
  /** The fields of rows, by their type: of the row that its table names. */
  readonly rows: Readonly<Record<string, RenderField>>
}

/** What the answer has for an object; null when only resolvers can tell. */
export function render(
  shape: Shape | undefined,
  scope: Scope,
  renderField = scope.rows[shape?.type ?? ''],
): JsonText | null {
  if (!shape || !renderField) return null
  const fields: [string, JsonText][] = []
  for (const asked of shape.fields) {
    const value = asked.name === '__typename' ? literal(`"${shape.type}"`) : renderField(asked, scope)
    if (value === null) return null
    fields.push([asked.key, value])
  }
  return objectOf(fields)
}

/** The fields of a type whose rows a table has: its columns, and what is told of others. */
export function rowFields<Row>(
  type: string,
  table: string,
  columns: Pick<Columns<Row>, 'value'>,
  others: Readonly<Record<string, RenderField>> = {},
): RenderField {
  const id = globalIdOf(type, `${table}.id`)
  return (asked, scope) => {
    if (asked.name === 'id') return id
    const other = others[asked.name]
    if (other) return other(asked, scope)
    return asked.below.length === 0 ? columns.value(asked.name) : null
  }
}

/** The row that `from` leads to, by the name of its table. */
export function rowOf(from: string): RenderField {
  return ({ below: [shape] }, scope) => {
    const row = render(shape, scope)
    return row && oneOf(row, from)
  }
}

/**
 * The graph's id of a row: base64 of its type and its own id, in which base64url would be no other. Three letters are
 * always the same four in base64, so that most of the type is written here. Texts are ASCII, which is sent as it is.
 */
function globalIdOf(type: string, id: string): JsonText {
  const prefix = `${type}:`
  const length = prefix.length - (prefix.length % 3)
  const rest = length === prefix.length ? `${id}::text` : `'${prefix.slice(length)}' || ${id}`
  return [
    ...literal(`"${btoa(prefix.slice(0, length))}`),
    { sql: `split_part(encode(textsend(${rest}), 'base64'), '=', 1)` },
    ...literal('"'),
  ]
}
