import {
  type DocumentNode,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isNonNullType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'

type Variables = Readonly<Record<string, unknown>>

/**
 * Whether variables have a value wherever there has to be one: their own types don't tell, as one with a default may be
 * null. Of an input that takes one field alone, that field must not be left out either.
 */
export function readNeededVariables(schema: GraphQLSchema, document: DocumentNode): (variables: Variables) => boolean {
  const types = new TypeInfo(schema)
  const notNull = new Set<string>()
  const given = new Set<string>()
  visit(
    document,
    visitWithTypeInfo(types, {
      VariableDefinition: () => false,
      Variable({ name }) {
        const parent = getNullableType(types.getParentInputType())
        if (isNonNullType(types.getInputType())) notNull.add(name.value)
        if (isInputObjectType(parent) && parent.isOneOf) given.add(name.value)
      },
    }),
  )
  return (variables) => {
    for (const name of notNull) if (variables[name] === null) return false
    for (const name of given) if (variables[name] == null) return false
    return true
  }
}
