import SchemaBuilder from '@pothos/core'
import ComplexityPlugin from '@pothos/plugin-complexity'
import DirectivesPlugin from '@pothos/plugin-directives'
import FederationPlugin from '@pothos/plugin-federation'
import PrismaPlugin from '@pothos/plugin-prisma'
import RelayPlugin from '@pothos/plugin-relay'
import type PrismaTypes from '../../prisma/generated/pothos-types.ts'
import { getDatamodel } from '../../prisma/generated/pothos-types.ts'
import { complexity } from './complexity.ts'
import type { Context } from './context.ts'
import { relay } from './relay.ts'

export const builder = new SchemaBuilder<{
  Context: Context
  PrismaTypes: PrismaTypes
  DefaultFieldNullability: false
  DefaultEdgesNullability: false
  DefaultNodeNullability: false
  Connection: { totalCount: () => number | Promise<number> }
  Scalars: {
    DateTime: { Input: Date; Output: Date | string }
    ID: { Input: string; Output: string }
    PhoneNumber: { Input: string; Output: string }
    URL: { Input: string; Output: string }
    ChangeCursor: { Input: string; Output: string }
  }
}>({
  plugins: [ComplexityPlugin, RelayPlugin, DirectivesPlugin, FederationPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  complexity,
  prisma: { client: ({ prisma }) => prisma, dmmf: getDatamodel() },
  relay,
})

builder.queryType({
  description:
    'Everything that can be read. Providers are asked by fields with a `lookup` argument alone, and within budgets.',
})

builder.mutationType({ description: 'Everything that can be changed. What is refused with reason is in the payloads.' })

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: 'How many there are on all pages together. Counted only when asked for.',
    resolve: ({ totalCount }) => totalCount(),
  }),
)
