import { GraphQLScalarType } from 'graphql'
import type { Rendered } from '../domain/shape.ts'

/** A key that no answer has: an object with it stands for JSON that is written already. */
export const mark = '$'

/** The value under `mark` for some JSON. */
class Place {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  toJSON(): number {
    return parts.push(this.text)
  }
}

let parts: string[] = []

/** The answer as JSON. A quotation mark within a text is escaped there, so that no text looks like a mark. */
export function stringifyAnswer(answer: object): string {
  parts = []
  const text = JSON.stringify(answer)
  // They are met in the order in which they were put there.
  let whole = ''
  let end = 0
  for (const [index, part] of parts.entries()) {
    const marked = `{"${mark}":${index + 1}}`
    const start = text.indexOf(marked, end)
    whole += text.slice(end, start) + part
    end = start + marked.length
  }
  whole += text.slice(end)
  return parts.length > 0 && hasControl(whole) ? whole.replace(allControls, escaped) : whole
}

/** What JSON escapes, and the rows that were put together already have as it is. */
const controls = Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code))
const allControls = new RegExp(`[${controls.at(0)}-${controls.at(-1)}]`, 'g')

/** Most text has none of them: to search for each by itself is the quickest way to tell. */
const hasControl = (text: string) => controls.some((control) => text.includes(control))
const escaped = (control: string) => JSON.stringify(control).slice(1, -1)

/** What fields are of that take the place of others in queries that are compiled. */
export const RenderedScalar = new GraphQLScalarType({ name: 'Rendered' })

/** For the key `mark` of a row. Throws when the row was not put together, as it was promised to be. */
export function placeOf({ rendered }: Rendered): Place {
  if (rendered === undefined) throw new Error('A row was not put together by whoever read it')
  return new Place(rendered)
}

export function renderedRow(row: Rendered): object {
  return { [mark]: placeOf(row) }
}

export type RenderedList = Rendered & { readonly rows: readonly Rendered[] }

export function renderedRows({ rendered, rows }: RenderedList): object {
  return rendered === undefined ? rows.map(renderedRow) : { [mark]: new Place(rendered) }
}
