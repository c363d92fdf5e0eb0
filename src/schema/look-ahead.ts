import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNamedType,
} from 'graphql'
import type { Attendee } from '../domain/attendee.ts'
import type { ListPageRequest } from '../domain/page.ts'
import type { RowsAsked } from '../domain/shape.ts'
import type { Context } from './context.ts'
import { attendeesById } from './lists.ts'
import { type ListKind, readPage } from './paging.ts'
import { AttendeeConnection, ChatType } from './refs.ts'
import { renderingAhead } from './rendering.ts'
import { selectedOfRows } from './selections.ts'

/**
 * An extension of a field: all that its resolver reads of its row. A field that exposes one says so by itself; one that
 * says nothing may read any, and gets whole rows.
 */
export function reads<Row>(...fields: readonly (keyof Row)[]) {
  return { reads: fields }
}

/** What is read of the rows of the connection that is being resolved. */
export function rowsAhead<Row>(info: GraphQLResolveInfo, { readsAhead }: Context, kind: ListKind<Row>): RowsAsked<Row> {
  const [field, another] = info.fieldNodes
  if (!field || another) return { fields: null, rendering: null }
  const type = getNamedType(info.returnType) as GraphQLObjectType
  return { fields: readsAhead ? fieldsOf(info, field, type, kind) : null, rendering: renderingAhead(field) }
}

/** The page of each chat's participants that a list of chats is asked for; null unless it is just one, in any case. */
export function participantsAhead(
  info: GraphQLResolveInfo,
  { readsAhead }: Context,
): ListPageRequest<null, Attendee> | null {
  const [field, another] = readsAhead ? info.fieldNodes : []
  const node = field && !another ? participantsOf(info, field) : null
  const chat = info.schema.getType(ChatType.name) as GraphQLObjectType
  const participants = chat.getFields()['participants']
  // Those that the store puts together are quicker read for themselves.
  if (!node || !participants || renderingAhead(node)) return null
  const connection = info.schema.getType(AttendeeConnection.name) as GraphQLObjectType
  try {
    const page = readPage(getArgumentValues(participants, node, info.variableValues), attendeesById)
    return { filter: null, page, fields: fieldsOf(info, node, connection, attendeesById), rendering: null }
  } catch {
    // The field itself says what is wrong with its arguments.
    return null
  }
}

const participantsFields = new WeakMap<FieldNode, FieldNode | null>()

function participantsOf(info: GraphQLResolveInfo, chats: FieldNode): FieldNode | null {
  const known = participantsFields.get(chats)
  if (known !== undefined) return known
  const [first, another] = selectedOfRows(info, chats).filter(({ node }) => node.name.value === 'participants')
  const found = first?.isCertain && !another ? first.node : null
  participantsFields.set(chats, found)
  return found
}

const fieldsRead = new WeakMap<FieldNode, readonly string[] | null>()

function fieldsOf<Row>(
  info: GraphQLResolveInfo,
  connection: FieldNode,
  type: GraphQLObjectType,
  kind: ListKind<Row>,
): readonly (keyof Row)[] | null {
  const below = fieldsBelow(info, connection, type) as readonly (keyof Row)[] | null
  return below && [...new Set([...kind.reads, ...below])]
}

/** The same for the same node whatever the variables are. */
function fieldsBelow(
  info: GraphQLResolveInfo,
  connection: FieldNode,
  type: GraphQLObjectType,
): readonly string[] | null {
  const known = fieldsRead.get(connection)
  if (known !== undefined) return known
  const rowType = getNamedType(type.getFields()['nodes']?.type) as GraphQLObjectType
  const found = selectedOfRows(info, connection).map(({ node }) => readBy(rowType, node.name.value))
  const fields = found.includes(null) ? null : found.flatMap((one) => one ?? [])
  fieldsRead.set(connection, fields)
  return fields
}

function readBy(type: GraphQLObjectType, name: string): readonly string[] | null {
  if (name === '__typename') return []
  const { pothosExposedField: exposed, reads: read } = type.getFields()[name]?.extensions ?? {}
  return typeof exposed === 'string' ? [exposed] : ((read as readonly string[] | undefined) ?? null)
}
