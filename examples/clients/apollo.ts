import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client'
import { relayStylePagination } from '@apollo/client/utilities'
import type { IntrospectionQuery } from 'graphql'
import { introspect } from './introspect.ts'

/** A client whose cache knows which types our unions and interfaces stand for, and that lists grow page by page. */
export async function createApolloClient(url: string): Promise<ApolloClient> {
  const possibleTypes = possibleTypesOf(await introspect(url))
  const lists = { attendees: relayStylePagination(['filter', 'orderBy']), chats: relayStylePagination(['filter']) }
  const cache = new InMemoryCache({ possibleTypes, typePolicies: { Query: { fields: lists } } })
  return new ApolloClient({ link: new HttpLink({ uri: url }), cache })
}

function possibleTypesOf({ __schema: { types } }: IntrospectionQuery): Record<string, string[]> {
  return Object.fromEntries(
    types.flatMap((type) =>
      type.kind === 'UNION' || type.kind === 'INTERFACE'
        ? [[type.name, type.possibleTypes.map(({ name }) => name)] as const]
        : [],
    ),
  )
}

export const People = gql`
  query People($after: String) {
    attendees(first: 2, after: $after) {
      edges { node { id displayName knownStatus { ... on Known { primary { ...Reason } } } } }
      pageInfo { hasNextPage endCursor }
    }
  }
  fragment Reason on KnownReason { kind summary }
`

if (import.meta.main) {
  const client = await createApolloClient('http://127.0.0.1:4000/graphql')
  console.dir((await client.query({ query: People })).data, { depth: null })
}
