import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'

export type Document = {
  readonly schema: GraphQLSchema
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
}

/** All that asks for one key of an object, and whether it is asked for whatever the variables are. */
export type Collected = { readonly nodes: FieldNode[]; isCertain: boolean }

/** What selections ask of an object of this very type, by key and in the order of the answer. */
export function collectFields(
  document: Document,
  type: GraphQLObjectType,
  selectionSets: readonly (SelectionSetNode | undefined)[],
): ReadonlyMap<string, Collected> {
  const collected = new Map<string, Collected>()
  const collect = (selectionSet: SelectionSetNode | undefined, isCertain: boolean) => {
    for (const selection of selectionSet?.selections ?? []) {
      const certain = isCertain && (selection.directives ?? []).length === 0
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value
        const known = collected.get(key) ?? { nodes: [], isCertain: true }
        known.nodes.push(selection)
        known.isCertain &&= certain
        collected.set(key, known)
        continue
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : document.fragments[selection.name.value]
      const condition = fragment?.typeCondition?.name.value
      if (condition === undefined || appliesTo(document.schema, condition, type)) {
        collect(fragment?.selectionSet, certain)
      }
    }
  }
  for (const selectionSet of selectionSets) collect(selectionSet, true)
  return collected
}

/** The types of object that a field of this type can lead to; none for a scalar. */
export function possibleTypes(schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLObjectType[] {
  if (isAbstractType(type)) return schema.getPossibleTypes(type)
  return isObjectType(type) ? [type] : []
}

function appliesTo(schema: GraphQLSchema, condition: string, type: GraphQLObjectType): boolean {
  const named = schema.getType(condition)
  return named === type || (isAbstractType(named) && schema.isSubType(named, type))
}
