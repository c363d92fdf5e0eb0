import { type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql'
import { formatGlobalId, nodeTypes } from './global-id.ts'
import { reads } from './look-ahead.ts'
import { toldByStore } from './shape-of.ts'

type Row = { readonly id: string | number | bigint }

/**
 * Takes the ceremony from fields whose value is there already: each is read hundreds of times in an answer. Resolvers of
 * exposed fields do what happens without any, and those that the relay plugin makes wait for each row as if it had still
 * to come.
 */
export function answerPlainFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    const fields = type.getFields()
    for (const field of Object.values(fields)) if (isPlain(field)) delete field.resolve
    if (fields['nodes'] && fields['edges']) answerNodesByRows(fields['nodes'])
  }
  for (const name of nodeTypes) {
    const type = schema.getType(name)
    const id = isObjectType(type) ? type.getFields()['id'] : undefined
    if (!id) throw new Error(`${name} has no id`)
    id.resolve = ({ id: rowId }: Row) => formatGlobalId(name, rowId)
    id.extensions = { ...id.extensions, ...reads<Row>('id'), ...toldByStore }
  }
  return schema
}

/** A connection that has its rows needs no edges to be made for them. */
function answerNodesByRows(nodes: GraphQLField<unknown, unknown>): void {
  const { resolve } = nodes
  nodes.extensions = { ...nodes.extensions, ...toldByStore }
  nodes.resolve = (connection, ...others) =>
    (connection as { readonly rows?: readonly unknown[] }).rows ?? resolve?.(connection, ...others)
}

const isPlain = ({ name, extensions }: GraphQLField<unknown, unknown>) => extensions['pothosExposedField'] === name
