import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import type { Shape } from '../domain/shape.ts'
import { canRender } from '../loaders/shapes.ts'
import { collectFields, type Document, possibleTypes } from './collected.ts'
import { mark } from './rendered-json.ts'
import { foundByKey, renderedField, renderings } from './rendering.ts'
import { shapeOf } from './shape-of.ts'

/** The rows of a connection: the field that has them all or one of them, and what is asked of each. */
type Rows = { readonly node: FieldNode; readonly shape: Shape; readonly isWhole: boolean }

/** What is asked of the objects that a field leads to, and what is to be asked instead. */
type Objects = { readonly shapes: ReadonlyMap<string, Shape>; readonly selections: readonly SelectionNode[] }

/**
 * Has the store put rows together wherever it can tell all that is asked of them: what asks for them asks for the field
 * of `addRenderedFields` instead. Writes into the document, which has to be the caller's own and valid.
 */
export function renderRows(document: Document, operation: OperationDefinitionNode): void {
  const { schema } = document
  const lists = new Map<FieldNode, Rows>()
  const objects = new Map<FieldNode, Objects>()
  /** Fields that some way leads to on which their rows are not told in one piece. */
  const resolved = new Set<FieldNode>()

  function visit(type: GraphQLObjectType, selectionSets: readonly (SelectionSetNode | undefined)[]): void {
    for (const { nodes } of collectFields(document, type, selectionSets).values()) {
      const [node, another] = nodes
      const field = node && type.getFields()[node.name.value]
      if (!node || !field) continue
      const named = getNamedType(field.type)
      const alone = !another && !resolved.has(node)
      const rows = alone ? rowsOf(document, named, node) : null
      if (rows && isAlike(rows, lists.get(node))) {
        lists.set(node, rows)
        continue
      }
      const found = alone && field.extensions['findsInShapes'] === true ? objectsOf(document, named, node) : null
      if (found) objects.set(node, found)
      else for (const one of nodes) resolved.add(one)
      const below = nodes.map(({ selectionSet }) => selectionSet)
      for (const one of possibleTypes(schema, named)) if (!found?.shapes.has(one.name)) visit(one, below)
    }
  }

  const root = schema.getRootType(operation.operation)
  if (root) visit(root, [operation.selectionSet])
  for (const [connection, { node, shape, isWhole }] of lists) {
    if (resolved.has(node) || resolved.has(connection)) continue
    renderings.ofLists.set(connection, { shape, isWhole })
    Object.assign(node, renderedAs(node.alias ?? node.name), { selectionSet: undefined })
  }
  for (const [node, { shapes, selections }] of objects) {
    if (resolved.has(node)) continue
    renderings.ofObjects.set(node, shapes)
    Object.assign(node, { selectionSet: { kind: Kind.SELECTION_SET, selections } })
  }
}

/** A field can be come by in two ways, but not for rows of two types. */
function isAlike({ shape }: Rows, known: Rows | undefined): boolean {
  return known === undefined || known.shape.type === shape.type
}

function rowsOf(document: Document, connection: GraphQLNamedType, { selectionSet }: FieldNode): Rows | null {
  if (!isObjectType(connection)) return null
  const { nodes, edges } = connection.getFields()
  if (!nodes || !edges) return null
  const asked = fieldsOf(document, connection, selectionSet)
  const [list, another] = asked.filter(({ name }) => name.value === 'nodes' || name.value === 'edges')
  if (!list || another) return null
  if (list.name.value === 'nodes') {
    const isWhole = asked.every(({ name }) => name.value === 'nodes' || name.value === '__typename')
    return shapedRows(document, getNamedType(nodes.type), list, isWhole)
  }
  const edge = getNamedType(edges.type) as GraphQLObjectType
  const [row, other] = fieldsOf(document, edge, list.selectionSet).filter(({ name }) => name.value === 'node')
  return row && !other ? shapedRows(document, getNamedType(edge.getFields()['node']?.type), row, false) : null
}

function fieldsOf(document: Document, type: GraphQLObjectType, selectionSet: SelectionSetNode | undefined) {
  return [...collectFields(document, type, [selectionSet]).values()].flatMap(({ nodes }) => nodes)
}

function shapedRows(
  document: Document,
  row: GraphQLNamedType | undefined,
  node: FieldNode,
  isWhole: boolean,
): Rows | null {
  const shape = isObjectType(row) ? shapeOf(document, row, [node.selectionSet]) : null
  return shape && canRender.inLists(shape) ? { node, shape, isWhole } : null
}

/** Null when none of them can be put together, or what is asked depends on variables. */
function objectsOf(document: Document, type: GraphQLNamedType, { selectionSet }: FieldNode): Objects | null {
  const shapes = new Map<string, Shape>()
  const selections: SelectionNode[] = []
  for (const one of possibleTypes(document.schema, type)) {
    const collected = [...collectFields(document, one, [selectionSet]).values()]
    if (!collected.every(({ isCertain }) => isCertain)) return null
    const shape = foundByKey.has(one.name) ? shapeOf(document, one, [selectionSet]) : null
    const isShaped = shape !== null && canRender.byKey(shape)
    if (isShaped) shapes.set(one.name, shape)
    const fields = isShaped ? [renderedAs({ kind: Kind.NAME, value: mark })] : collected.flatMap(({ nodes }) => nodes)
    if (fields.length > 0) selections.push(onType(one.name, fields))
  }
  return shapes.size > 0 ? { shapes, selections } : null
}

function renderedAs(alias: NameNode): FieldNode {
  return { kind: Kind.FIELD, alias, name: { kind: Kind.NAME, value: renderedField } }
}

function onType(name: string, selections: readonly SelectionNode[]): SelectionNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  }
}
