import { BadArgumentError } from '../domain/errors.ts'
import { readId } from './arguments.ts'
import type { Context } from './context.ts'
import type { NodeType } from './global-id.ts'

/** What another subgraph says of one of our entities: the fields of a key, and whatever else it sends along. */
export type Representation = Readonly<Record<string, unknown>>

/** Reads the fields of a key that are given. Each throws BadArgumentError when the value can't be of that kind. */
export type KeyReader = {
  /** The row id in the field `id`. */
  rowId(type: NodeType): string
  text(field: string): string
  word<Word extends string>(field: string, words: readonly Word[]): Word
}

/** Fields that name an entity together, and how to find what they name; null when you can see nothing of that name. */
export type EntityKey<Row> = {
  readonly fields: readonly string[]
  find(read: KeyReader, context: Context): Row | null | Promise<Row | null>
}

const maximumLength = 256

/**
 * Finds an entity by the first of its keys that is given. One whose field is null names nothing. Throws
 * BadArgumentError when none is given, or one that can't be; `argument` is where the representation was given.
 */
export function findByKey<Row>(
  argument: string,
  keys: readonly EntityKey<Row>[],
  representation: Representation,
  context: Context,
): Row | null | Promise<Row | null> {
  const complete = keys.find(({ fields }) => fields.every((field) => representation[field] != null))
  if (complete) return complete.find(new Reader(argument, representation), context)
  if (keys.some(({ fields }) => fields.every((field) => representation[field] !== undefined))) return null
  const needed = keys.map(({ fields }) => `\`${fields.join(' ')}\``).join(', or ')
  throw new BadArgumentError(argument, `given with the fields of a key: ${needed}`)
}

class Reader implements KeyReader {
  readonly #argument: string
  readonly #given: Representation

  constructor(argument: string, given: Representation) {
    this.#argument = argument
    this.#given = given
  }

  rowId(type: NodeType): string {
    return readId(`${this.#argument}.id`, this.text('id'), type)
  }

  text(field: string): string {
    const value = this.#given[field]
    if (typeof value === 'string' && value !== '' && value.length <= maximumLength && !/\p{Cc}/u.test(value)) {
      return value
    }
    const expected = `text of 1 to ${maximumLength} characters, without control characters`
    throw new BadArgumentError(`${this.#argument}.${field}`, expected)
  }

  word<Word extends string>(field: string, words: readonly Word[]): Word {
    const word = words.find((known) => known === this.#given[field])
    if (word) return word
    throw new BadArgumentError(`${this.#argument}.${field}`, `one of ${words.join(', ')}`)
  }
}
