import { initGraphQLTada } from 'gql.tada'
import { GraphQLClient } from 'graphql-request'
// In a project of your own `gql.tada generate-output` writes this file from schema.graphql.
import type { introspection } from '../../test/harness/schema.d.ts'

const graphql = initGraphQLTada<{
  introspection: introspection
  scalars: { ChangeCursor: string; DateTime: string; ID: string; PhoneNumber: string; URL: string }
}>()

const Inbox = graphql(`
  query Inbox($first: Int!) {
    chats(first: $first) {
      nodes { name with { displayName } unreadCount lastMessage { text } }
    }
  }
`)

/** The chats that were last active, each as one line. Types follow from the query: nothing is written twice. */
export async function readInbox(url: string): Promise<readonly string[]> {
  const { chats } = await new GraphQLClient(url).request(Inbox, { first: 5 })
  return chats.nodes.map(
    ({ name, with: other, unreadCount, lastMessage }) =>
      `${name ?? other?.displayName ?? 'Somebody'} (${unreadCount}): ${lastMessage?.text ?? ''}`,
  )
}

if (import.meta.main) console.log((await readInbox('http://127.0.0.1:4000/graphql')).join('\n'))
