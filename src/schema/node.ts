import { brandWithType, type OutputRef } from '@pothos/core'
import { BadArgumentError } from '../domain/errors.ts'
import { AccountType } from './account.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { type GlobalId, type NodeType, parseGlobalId } from './global-id.ts'
import { findIdentityJoin, IdentityJoinType } from './identity-join.ts'
import { LookupJobType } from './lookup-job.ts'
import { AttendeeType, ChatType, MessageType, UserType } from './refs.ts'
import { findsInShapes, readingAhead } from './rendering.ts'
import { WebhookDeliveryType } from './webhook-delivery.ts'

const maximumIds = 100

type Finder = { readonly ref: OutputRef; find(id: string, context: Context): unknown }

const finders: Readonly<Record<NodeType, Finder>> = {
  Account: { ref: AccountType, find: (id, { loaders }) => loaders.accountById(Number(id)) },
  Attendee: { ref: AttendeeType, find: (id, { loaders }) => loaders.attendeeById.load(id) },
  Chat: { ref: ChatType, find: (id, { loaders }) => loaders.chatById.load(id) },
  IdentityJoin: { ref: IdentityJoinType, find: findIdentityJoin },
  LookupJob: { ref: LookupJobType, find: (id, { lookups }) => lookups.findJob(id) },
  Message: { ref: MessageType, find: (id, { loaders }) => loaders.messageById.load(id) },
  WebhookDelivery: { ref: WebhookDeliveryType, find: (id, { loaders }) => loaders.delivery(id) },
  User: { ref: UserType, find: (id, { loaders }) => loaders.userById.load(id) },
}

async function findNode({ type, id }: GlobalId, context: Context): Promise<object | null> {
  const { ref, find } = finders[type]
  const found = await find(id, context)
  if (!found || typeof found !== 'object') return null
  brandWithType(found, ref)
  return found
}

function readNodeId(argument: string, text: string): GlobalId {
  const id = parseGlobalId(text)
  if (id) return id
  throw new BadArgumentError(argument, 'an id that this graph gave; a Unipile ID or a provider’s own is no such id')
}

builder.queryFields((t) => ({
  node: t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    shareable: true,
    description:
      'Whatever has this id. Null when nothing you can see has it. A text that is no id of this graph is an error.',
    args: { id: t.arg.id({ required: true, description: 'The `id` of anything in the graph.' }) },
    extensions: findsInShapes,
    resolve: (_query, { id }, context, info) => findNode(readNodeId('id', id), readingAhead(info, context)),
  }),
  nodes: t.field({
    type: [builder.nodeInterfaceRef()],
    nullable: { list: false, items: true },
    shareable: true,
    description:
      'What has these ids, in the order asked for, null where nothing you can see has the id. A single text that is no ' +
      'id of this graph makes the whole list an error.',
    args: { ids: t.arg.idList({ required: true, description: `At most ${maximumIds}; repetitions are fine.` }) },
    extensions: findsInShapes,
    resolve: (_query, { ids }, context, info) => {
      if (ids.length > maximumIds) throw new BadArgumentError('ids', `at most ${maximumIds} ids`)
      const reading = readingAhead(info, context)
      return ids.map((id, index) => readNodeId(`ids[${index}]`, id)).map((id) => findNode(id, reading))
    },
  }),
}))
