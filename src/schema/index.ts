import './account-country.ts'
import './account-list.ts'
import './attendee.ts'
import './attendee-list.ts'
import './change-list.ts'
import './chat.ts'
import './chat-list.ts'
import './estimate-lookups.ts'
import './identifier-candidate.ts'
import './identity-join.ts'
import './identity-link.ts'
import './lookup-job.ts'
import './message.ts'
import './node.ts'
import './profile.ts'
import './request-lookups.ts'
import './reply-target.ts'
import './scalars.ts'
import './subscriptions.ts'
import './sync-account.ts'
import './user.ts'
import './user-queries.ts'
import './viewer.ts'
import './webhook-delivery.ts'
import './write-chats.ts'
import './write-invitations.ts'
import type { GraphQLSchema } from 'graphql'
import { builder } from './builder.ts'
import { answerPlainFields } from './plain-fields.ts'
import { addRenderedFields } from './rendering.ts'
import { serveSubgraph } from './subgraph.ts'

/** The graph as a federation subgraph: it is complete in itself, and composes with others. */
export const schema = build()

let ownSchema: GraphQLSchema | undefined

/** The same graph for queries that `renderRows` was at, made when there is a first one. */
export function renderingSchema(): GraphQLSchema {
  ownSchema ??= addRenderedFields(build())
  return ownSchema
}

function build(): GraphQLSchema {
  const subgraph = builder.toSubGraphSchema({ linkUrl: 'https://specs.apollo.dev/federation/v2.6' })
  return answerPlainFields(serveSubgraph(subgraph))
}
