import { createServer } from 'node:http'
import SchemaBuilder from '@pothos/core'
import PrismaPlugin from '@pothos/plugin-prisma'
import RelayPlugin from '@pothos/plugin-relay'
import { PrismaPg } from '@prisma/adapter-pg'
import { createYoga } from 'graphql-yoga'
import { PrismaClient } from '../../../prisma/generated/client.ts'
import type PrismaTypes from '../../../prisma/generated/pothos-types.ts'
import { getDatamodel } from '../../../prisma/generated/pothos-types.ts'
import { readSettings, serve } from '../serve.ts'

/* GraphQL Yoga with Pothos and its Prisma plugin, the way their guides show: objects, relations, connections. */
const { databaseUrl, poolSize } = readSettings()
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl, max: poolSize }) })

const builder = new SchemaBuilder<{
  PrismaTypes: PrismaTypes
  Scalars: { DateTime: { Input: Date; Output: Date } }
}>({
  plugins: [RelayPlugin, PrismaPlugin],
  relay: {},
  prisma: { client: prisma, dmmf: getDatamodel() },
})

builder.scalarType('DateTime', {
  serialize: (date) => date.toISOString(),
  parseValue: (text) => new Date(String(text)),
})

builder.prismaNode('Attendee', {
  id: { field: 'id' },
  fields: (t) => ({
    unipileId: t.exposeID('unipileId'),
    displayName: t.exposeString('displayName'),
    isSelf: t.exposeBoolean('isSelf'),
    headline: t.exposeString('headline', { nullable: true }),
  }),
})

builder.prismaObject('Participant', { fields: (t) => ({ attendee: t.relation('attendee') }) })

builder.prismaNode('Chat', {
  id: { field: 'id' },
  fields: (t) => ({
    name: t.exposeString('name', { nullable: true }),
    kind: t.exposeString('kind'),
    lastActivityAt: t.expose('lastActivityAt', { type: 'DateTime', nullable: true }),
    unreadCount: t.exposeInt('unreadCount'),
    participants: t.relatedConnection('participants', {
      cursor: 'chatId_attendeeId',
      query: { orderBy: { attendeeId: 'asc' } },
    }),
  }),
})

builder.queryType({
  fields: (t) => ({
    chats: t.prismaConnection({
      type: 'Chat',
      cursor: 'id',
      args: { account: t.arg.int({ required: true }) },
      resolve: (query, _root, { account }) =>
        prisma.chat.findMany({
          ...query,
          where: { accountId: account, goneAt: null },
          orderBy: [{ lastActivityAt: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
        }),
    }),
  }),
})

await serve(createServer(createYoga({ schema: builder.toSchema(), logging: false, graphiql: false })))
