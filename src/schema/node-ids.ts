import type { GraphQLSchema } from 'graphql'
import { formatGlobalId, nodeTypes } from './global-id.ts'
import { reads } from './look-ahead.ts'

type Row = { readonly id: string | number | bigint }

/** The relay plugin's own resolvers wait for each row's id as if it were not there yet. */
export function answerIdsAtOnce(schema: GraphQLSchema): GraphQLSchema {
  for (const name of nodeTypes) {
    const type = schema.getType(name)
    const id = type && 'getFields' in type ? type.getFields()['id'] : undefined
    if (!id || !('resolve' in id)) throw new Error(`${name} has no id`)
    id.resolve = ({ id: rowId }: Row) => formatGlobalId(name, rowId)
    id.extensions = { ...id.extensions, ...reads<Row>('id') }
  }
  return schema
}
