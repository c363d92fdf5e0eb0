import { printSubgraphSchema } from '@apollo/subgraph'
import { type GraphQLSchema, isInputObjectType, lexicographicSortSchema } from 'graphql'

const definition = '"""Exactly one of the fields must be given."""\ndirective @oneOf on INPUT_OBJECT'

/**
 * The schema as `schema.graphql` and `_service.sdl` have it: with its federation directives, and with `@oneOf`, which
 * Apollo's printer leaves out because Apollo's composer wants to see it defined.
 */
export function printSdl(schema: GraphQLSchema): string {
  const printed = printSubgraphSchema(lexicographicSortSchema(schema))
  const inputs = Object.values(schema.getTypeMap()).filter((type) => isInputObjectType(type) && type.isOneOf)
  const marked = inputs.reduce((sdl, { name }) => sdl.replace(`input ${name} {`, `input ${name} @oneOf {`), printed)
  return `${marked.trimEnd()}\n\n${definition}\n`
}
