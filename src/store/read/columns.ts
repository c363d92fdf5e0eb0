import { type JsonText, plainOf, textOf, timeOf, wordOrNull } from '../rendered/json-text.ts'
import { readTimestamp } from '../sql.ts'

/**
 * ID is a big integer, which is read as text; TIME a moment, read as ISO 8601 in UTC; PLAIN a number or a truth value;
 * WORD a text of letters and signs that no JSON escapes, quicker to write than TEXT, which is any; OTHER what no answer
 * has as it is.
 */
type Kind = 'ID' | 'TIME' | 'PLAIN' | 'WORD' | 'TEXT' | 'OTHER'

/** How rows are read from a table: as rows of a result, or as JSON arrays within one value of another's row. */
export type Columns<Row> = {
  /** Tells which columns they are, in the names of statements, as nothing else there does. Empty for all of the table's. */
  readonly name: string
  /** What the row goes by. */
  readonly table: string
  readonly select: string
  readonly json: string
  readonly parse: (values: readonly unknown[]) => Row
  /** What the answer of a graph has for a field of the row; null when there is no such field. */
  readonly value: (field: string) => JsonText | null
  /** For whoever reads no more of a row than these fields. Null gives all. */
  readonly only: (fields: readonly (keyof Row)[] | null) => Columns<Row>
}

/** A column, or an expression beside the row, of its name. */
type Source = string | ((row: string) => string)
type Described<Row> = { readonly [Field in keyof Row]-?: readonly [source: Source, kind?: Kind] }

/** How many sets of columns are told apart for each table: each makes statements of its own, which connections keep. */
const setsKept = 64

/** The columns of a row named as its table, by the field that each is read into. */
export function createColumns<Row>(table: string, described: Described<Row>): Columns<Row> {
  type Column = readonly [field: string, column: string, kind: Kind]
  const all = Object.entries<Described<Row>[keyof Row]>(described).map(
    ([field, [source, kind = 'TEXT']]): Column => [
      field,
      typeof source === 'string' ? `${table}.${source}` : source(table),
      kind,
    ],
  )
  const values = new Map(all.map(([field, column, kind]) => [field, valueIn(column, kind)]))
  const sets = new Map<string, Columns<Row>>()

  function of(name: string, columns: readonly Column[]): Columns<Row> {
    return {
      name,
      table,
      select: columns.map(([field, column]) => `${column} as "${field}"`).join(', '),
      json: `json_build_array(${columns.map(([, column, kind]) => (kind === 'ID' ? `${column}::text` : column)).join(', ')})`,
      parse: parser(columns.map(([field, , kind]) => [field, kind] as const)),
      value: (field) => values.get(field) ?? null,
      only,
    }
  }

  function only(fields: readonly (keyof Row)[] | null): Columns<Row> {
    if (fields === null) return whole
    const wanted = all.filter(([field]) => fields.includes(field as keyof Row))
    const name = `:${all.reduce((mask, column, place) => (wanted.includes(column) ? mask + 2 ** place : mask), 0).toString(36)}`
    const known = sets.get(name)
    if (known) return known
    if (sets.size >= setsKept || wanted.length === all.length) return whole
    const set = of(name, wanted)
    sets.set(name, set)
    return set
  }

  const whole = of('', all)
  return whole
}

function valueIn(column: string, kind: Kind): JsonText | null {
  switch (kind) {
    case 'TIME':
      return timeOf(column)
    case 'ID':
      return wordOrNull(`${column}::text`)
    case 'PLAIN':
      return plainOf(column)
    case 'WORD':
      return wordOrNull(column)
    case 'TEXT':
      return textOf(column)
    case 'OTHER':
      return null
  }
}

function parser<Row>(columns: readonly (readonly [field: string, kind: Kind])[]) {
  const fields = columns.map(([field]) => field)
  const isTime = columns.map(([, kind]) => kind === 'TIME')
  return (values: readonly unknown[]): Row => {
    const row: Record<string, unknown> = {}
    for (let place = 0; place < fields.length; place++) {
      const value = values[place]
      row[fields[place] as string] = isTime[place] && value !== null ? readTimestamp(value as string) : value
    }
    return row as Row
  }
}
