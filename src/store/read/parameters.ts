export type Parameters = {
  readonly values: readonly unknown[]
  /** Adds a value and gives the text that stands for it in the statement. */
  bind(value: unknown): string
}

/** The parameters of a statement whose text is put together from parts. */
export function createParameters(): Parameters {
  const values: unknown[] = []
  return { values, bind: (value) => `$${values.push(value)}` }
}
