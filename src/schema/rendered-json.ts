import { GraphQLScalarType } from 'graphql'
import type { Rendered } from '../domain/shape.ts'

/** Part of an answer that is JSON already. */
class RenderedJson {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  /** Under a key that no answer has. */
  toJSON(): object {
    return { [mark]: parts.push(this.text) }
  }
}

const mark = '\u0000'
const marked = /\{"\\u0000":\d+\}/
let parts: string[] = []

/** The answer as JSON. A quotation mark within a text is escaped there, so that no text looks like a mark. */
export function stringifyAnswer(answer: object): string {
  parts = []
  const text = JSON.stringify(answer)
  if (parts.length === 0) return text
  // They are met in the order in which they were put there; joined like this, they are copied once.
  return text.split(marked).reduce((before, after, place) => before + parts[place - 1] + after)
}

/** Takes the place of the rows of a list in queries that are compiled. */
export const RenderedScalar = new GraphQLScalarType({ name: 'Rendered' })

/** Throws when a row was read that was not put together, as it was promised to be. */
export function renderedRow({ rendered }: Rendered): RenderedJson {
  if (rendered === undefined) throw new Error('A row was not put together by whoever read it')
  return new RenderedJson(rendered)
}

export type RenderedList = Rendered & { readonly rows: readonly Rendered[] }

export function renderedRows({ rendered, rows }: RenderedList): RenderedJson | readonly RenderedJson[] {
  return rendered === undefined ? rows.map(renderedRow) : new RenderedJson(rendered)
}
