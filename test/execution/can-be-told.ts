import { type FieldNode, type InlineFragmentNode, Kind, type NameNode, parse, print, visit } from 'graphql'
import type { RandomOperation } from './random-operation.ts'

type Ask = (operation: RandomOperation) => Promise<{ readonly errors?: readonly string[] }>
type Told = {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: object
  readonly locations?: readonly { readonly line: number; readonly column: number }[]
}

/**
 * Whether an error, as JSON, is one that an operation meets when asked like this. Others may be told in its stead, so the
 * fields that those are of are left out, one after another.
 */
export async function canBeTold(error: string, operation: RandomOperation, ask: Ask): Promise<boolean> {
  const wanted = essence(error)
  for (let query: string | null = operation.query; query !== null; ) {
    const { errors = [] } = await ask({ ...operation, query })
    if (errors.some((one) => essence(one) === wanted)) return true
    query = withoutFieldsOf(query, errors)
  }
  return false
}

/** What it says, and of which field: neither where that stands in the text nor of which row. */
function essence(error: string): string {
  const { message, path, extensions } = JSON.parse(error) as Told
  return JSON.stringify({ message, path: path?.filter((key) => typeof key === 'string'), extensions })
}

/** Null when no field is left that they are of. */
function withoutFieldsOf(query: string, errors: readonly string[]): string | null {
  const places = new Set(
    errors.flatMap((error) => (JSON.parse(error) as Told).locations?.map(({ line, column }) => `${line}:${column}`)),
  )
  let hasAny = false
  const document = visit(parse(query), {
    Field: {
      leave(node): InlineFragmentNode | undefined {
        const { startToken } = node.loc ?? {}
        if (!startToken || !places.has(`${startToken.line}:${startToken.column}`)) return undefined
        hasAny = true
        return skipped(node)
      },
    },
  })
  return hasAny ? print(document) : null
}

/** The field, never answered: within a fragment, so that its own directives and variables stay in use. */
function skipped(node: FieldNode): InlineFragmentNode {
  const condition = { kind: Kind.ARGUMENT, name: nameOf('if'), value: { kind: Kind.BOOLEAN, value: true } } as const
  return {
    kind: Kind.INLINE_FRAGMENT,
    directives: [{ kind: Kind.DIRECTIVE, name: nameOf('skip'), arguments: [condition] }],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [node] },
  }
}

function nameOf(value: string): NameNode {
  return { kind: Kind.NAME, value }
}
