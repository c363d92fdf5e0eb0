import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'
import { createYoga } from 'graphql-yoga'
import { type Deal, deals, dealsWith, type UserKey } from './deals.ts'

const schema = buildSubgraphSchema({
  typeDefs: parse(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8')),
  resolvers: {
    Query: { deals: (): readonly Deal[] => deals },
    User: {
      // The key says it all: nothing has to be loaded to know whose deals are asked for.
      __resolveReference: (key: UserKey) => key,
      deals: (user: UserKey) => dealsWith(user),
    },
  },
})

/** The CRM’s subgraph, not yet listening. It knows deals by a user’s provider, kind and public ID, and nothing more. */
export function createCrm(): Server {
  return createServer(createYoga({ schema, logging: false }))
}
