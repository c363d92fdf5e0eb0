import { printSubgraphSchema } from '@apollo/subgraph'
import { type GraphQLSchema, isInputObjectType, isScalarType, lexicographicSortSchema } from 'graphql'

const definition = '"""Exactly one of the fields must be given."""\ndirective @oneOf on INPUT_OBJECT'

/**
 * The schema as `schema.graphql` and `_service.sdl` have it: with its federation directives, and with what Apollo's
 * printer leaves out: `@specifiedBy`, and `@oneOf`, which Apollo's composer wants to see defined.
 */
export function printSdl(schema: GraphQLSchema): string {
  const types = Object.values(schema.getTypeMap())
  const marks = [
    ...types
      .filter(isInputObjectType)
      .filter(({ isOneOf }) => isOneOf)
      .map(({ name }) => [`input ${name} {`, `input ${name} @oneOf {`] as const),
    ...types
      .filter(isScalarType)
      .filter(({ specifiedByURL }) => specifiedByURL != null)
      .map(
        ({ name, specifiedByURL }) =>
          [`scalar ${name}\n`, `scalar ${name} @specifiedBy(url: "${specifiedByURL}")\n`] as const,
      ),
  ]
  const printed = printSubgraphSchema(lexicographicSortSchema(schema))
  const marked = marks.reduce((sdl, [plain, whole]) => sdl.replace(plain, whole), `${printed.trimEnd()}\n`)
  return `${marked}\n${definition}\n`
}
