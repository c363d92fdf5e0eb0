import { type FieldNode, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql'
import type { Rendered, Rendering, Shape } from '../domain/shape.ts'
import type { Context } from './context.ts'
import { placeOf, type RenderedList, RenderedScalar, renderedRow, renderedRows } from './rendered-json.ts'

/** An extension of a field that finds rows by `readingAhead`'s loaders. */
export const findsInShapes = { findsInShapes: true } as const

/** An extension of a field whose resolver reads the schema, which has to be the one that clients see. */
export const seesSchema = { seesSchema: true } as const

/** How the rows are to be put together that a field of a query leads to. */
export const renderings = {
  ofLists: new WeakMap<FieldNode, Rendering>(),
  /** By type. */
  ofObjects: new WeakMap<FieldNode, ReadonlyMap<string, Shape>>(),
}

/** Null when resolvers tell of the rows of the connection. */
export function renderingAhead(connection: FieldNode): Rendering | null {
  return renderings.ofLists.get(connection) ?? null
}

/** The context with loaders of what the field asks for, for whoever finds objects by key. */
export function readingAhead({ fieldNodes: [field] }: { readonly fieldNodes: readonly FieldNode[] }, context: Context) {
  const shapes = field && renderings.ofObjects.get(field)
  return shapes ? { ...context, loaders: context.loaders.inShapes(shapes) } : context
}

export const renderedField = 'rendered'

/** The types that are found by key, and put together when all that is asked of them can be told. */
export const foundByKey: ReadonlySet<string> = new Set(['Attendee', 'Chat', 'User'])

/** Gives lists and objects a field for rows that are put together already, in a schema that nobody is shown. */
export function addRenderedFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    const { nodes, edges, node, cursor } = type.getFields()
    if (nodes && edges) add(type, (connection) => renderedRows(connection as RenderedList))
    if (node && cursor) add(type, (edge) => renderedRow((edge as { node: Rendered }).node))
    if (foundByKey.has(type.name)) add(type, (row) => placeOf(row as Rendered))
  }
  return schema
}

function add(type: GraphQLObjectType, resolve: NonNullable<GraphQLField<unknown, unknown>['resolve']>): void {
  type.getFields()[renderedField] = {
    name: renderedField,
    description: undefined,
    type: RenderedScalar,
    args: [],
    resolve,
    deprecationReason: undefined,
    extensions: {},
    astNode: undefined,
  }
}
