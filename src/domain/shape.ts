/**
 * What is asked of an object, in the words of the graph: all that whoever has the facts needs to put the answer together
 * by itself.
 */
export type Shape = {
  /** Which type it is, as the graph names it. */
  readonly type: string
  readonly fields: readonly AskedField[]
}

export type AskedField = {
  /** The key that the answer has it under. */
  readonly key: string
  /** The property that the field exposes; its own name when it exposes none. */
  readonly name: string
  /** How many rows of a list are asked for; null when it is no list, or not said. */
  readonly first: number | null
  /** What is asked of what it leads to, one for each type that this may be of; empty for a scalar. */
  readonly below: readonly Shape[]
}

/** What is read of the rows of a list. */
export type RowsAsked<Row> = {
  /** All that will be read of them; null when it may be anything. */
  readonly fields: readonly (keyof Row)[] | null
  /** How they are to be put together as the answer has them; null when they are not. */
  readonly rendering: Rendering | null
}

export type Rendering = {
  readonly shape: Shape
  /** Whether nothing but its rows is asked of the list, so that they can come as one text. */
  readonly isWhole: boolean
}

/** A row, or all rows of a list, as JSON that the answer can have as it is. */
export type Rendered = { readonly rendered?: string }
