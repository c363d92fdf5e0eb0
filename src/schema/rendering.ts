import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import type { Rendered, Rendering, Shape } from '../domain/shape.ts'
import { canRender } from '../loaders/shapes.ts'
import { collectFields, type Document, possibleTypes } from './collected.ts'
import { type RenderedList, RenderedScalar, renderedRow, renderedRows } from './rendered-json.ts'
import { shapeOf } from './shape-of.ts'

const renderings = new WeakMap<FieldNode, Rendering>()

/** How the rows of a connection are to be put together; null when resolvers tell of them. */
export function renderingAhead(connection: FieldNode): Rendering | null {
  return renderings.get(connection) ?? null
}

const renderedField = 'rendered'

/** Gives connections and edges a field for rows that are put together already, in a schema that nobody is shown. */
export function addRenderedFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    const { nodes, edges, node, cursor } = type.getFields()
    if (nodes && edges) add(type, (connection) => renderedRows(connection as RenderedList))
    if (node && cursor) add(type, (edge) => renderedRow((edge as { node: Rendered }).node))
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

/** The rows of a connection, as the field that has them all or one of them, and what is asked of each. */
type Rows = { readonly node: FieldNode; readonly shape: Shape | null; readonly isWhole: boolean }

/**
 * Has the store put rows together wherever it can tell all that is asked of them: what asks for them asks for the field
 * of `addRenderedFields` instead. Writes into the document, which has to be the caller's own and valid.
 */
export function renderRows(document: Document, operation: OperationDefinitionNode): void {
  const { schema } = document
  const connections = new Map<FieldNode, Rows>()
  /** Rows that some other way leads to, on which they are not told in one piece. */
  const resolved = new Set<FieldNode>()

  function visit(type: GraphQLObjectType, selectionSets: readonly (SelectionSetNode | undefined)[]): void {
    for (const { nodes } of collectFields(document, type, selectionSets).values()) {
      const [node, another] = nodes
      const field = node && type.getFields()[node.name.value]
      if (!node || !field) continue
      const named = getNamedType(field.type)
      const rows = isObjectType(named) && !another && !resolved.has(node) ? rowsOf(named, node) : null
      const { shape } = connections.get(node) ?? rows ?? {}
      if (rows?.shape && rows.shape.type === shape?.type && canRender(rows.shape)) connections.set(node, rows)
      else {
        for (const one of nodes) resolved.add(one)
        const below = nodes.map(({ selectionSet }) => selectionSet)
        for (const one of possibleTypes(schema, named)) visit(one, below)
      }
    }
  }

  function rowsOf(connection: GraphQLObjectType, { selectionSet }: FieldNode): Rows | null {
    if (!connection.getFields()['edges'] || !connection.getFields()['nodes']) return null
    const asked = [...collectFields(document, connection, [selectionSet]).values()].flatMap(({ nodes }) => nodes)
    const lists = asked.filter(({ name }) => name.value === 'nodes' || name.value === 'edges')
    const [list, another] = lists
    if (!list || another) return null
    const isWhole = asked.every(({ name }) => name.value === 'nodes' || name.value === '__typename')
    if (list.name.value === 'nodes') return { ...shapedRows(connection, list), isWhole }
    const edge = getNamedType(connection.getFields()['edges']?.type) as GraphQLObjectType
    const within = [...collectFields(document, edge, [list.selectionSet]).values()].flatMap(({ nodes }) => nodes)
    const [row, other] = within.filter(({ name }) => name.value === 'node')
    return row && !other ? { ...shapedRows(edge, row), isWhole: false } : null
  }

  function shapedRows(type: GraphQLObjectType, node: FieldNode) {
    const row = getNamedType(type.getFields()[node.name.value]?.type) as GraphQLObjectType
    return { node, shape: shapeOf(document, row, [node.selectionSet]) }
  }

  const root = schema.getRootType(operation.operation)
  if (root) visit(root, [operation.selectionSet])
  for (const [connection, { node, shape, isWhole }] of connections) {
    if (!shape || resolved.has(node) || resolved.has(connection)) continue
    renderings.set(connection, { shape, isWhole })
    replace(node)
  }
}

function replace(node: FieldNode): void {
  const key = node.alias ?? node.name
  Object.assign(node, { alias: key, name: { kind: Kind.NAME, value: renderedField }, selectionSet: undefined })
}
