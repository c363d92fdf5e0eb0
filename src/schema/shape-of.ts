import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isSpecifiedScalarType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { maximumPageSize } from '../domain/page.ts'
import type { AskedField, Shape } from '../domain/shape.ts'
import { type Collected, collectFields, type Document, possibleTypes } from './collected.ts'

/**
 * An extension of a field that the store can tell as its resolver does: `store/rendered` says how. Of a scalar: that it
 * answers what is stored, as it is.
 */
export const toldByStore = { toldByStore: true } as const

/** What selections ask of an object of this type; null when some of it only a resolver can tell. */
export function shapeOf(
  document: Document,
  type: GraphQLObjectType,
  selectionSets: readonly (SelectionSetNode | undefined)[],
): Shape | null {
  const fields: AskedField[] = []
  for (const [key, collected] of collectFields(document, type, selectionSets)) {
    const field = askedField(document, type, key, collected)
    if (!field) return null
    fields.push(field)
  }
  return { type: type.name, fields }
}

function askedField(
  document: Document,
  type: GraphQLObjectType,
  key: string,
  { nodes, isCertain }: Collected,
): AskedField | null {
  const [node] = nodes
  if (!node || !isCertain) return null
  if (node.name.value === '__typename') return { key, name: '__typename', first: null, below: [] }
  const field = type.getFields()[node.name.value]
  const name = field && nameOf(field)
  const first = firstOf(node)
  if (!field || !name || first === 'UNCLEAR') return null
  const below = shapesBelow(document, field, nodes)
  return below && { key, name, first, below }
}

function nameOf({ name, type, extensions }: GraphQLField<unknown, unknown>): string | null {
  const { pothosExposedField: exposed, toldByStore: told } = extensions
  if (typeof exposed === 'string') return isAsStored(getNamedType(type)) ? exposed : null
  return told === true ? name : null
}

/** Whether what is stored is what a field of this type answers. */
function isAsStored(type: GraphQLNamedType): boolean {
  if (isCompositeType(type)) return true
  if (isEnumType(type)) return type.getValues().every(({ name, value }) => name === value)
  return isSpecifiedScalarType(type) || type.extensions['toldByStore'] === true
}

/** Of arguments, only the number of rows that a list begins with, written out, is the same for all who ask. */
function firstOf({ arguments: given = [] }: FieldNode): number | null | 'UNCLEAR' {
  const [first, another] = given
  if (!first) return null
  if (another || first.name.value !== 'first' || first.value.kind !== Kind.INT) return 'UNCLEAR'
  const rows = Number(first.value.value)
  return rows >= 0 && rows <= maximumPageSize ? rows : 'UNCLEAR'
}

function shapesBelow(
  document: Document,
  { type }: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): readonly Shape[] | null {
  const selectionSets = nodes.map(({ selectionSet }) => selectionSet)
  const shapes: Shape[] = []
  for (const one of possibleTypes(document.schema, getNamedType(type))) {
    const shape = shapeOf(document, one, selectionSets)
    if (!shape) return null
    shapes.push(shape)
  }
  return shapes
}
