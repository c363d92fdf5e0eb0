import { Client, fetchExchange, gql } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { relayPagination } from '@urql/exchange-graphcache/extras'
import type { IntrospectionQuery } from 'graphql'
import { introspect } from './introspect.ts'

/** A client with a normalised cache that knows the schema: unions, interfaces and lists need no further words. */
export async function createUrqlClient(url: string): Promise<Client> {
  const schema = await introspect(url)
  const cache = cacheExchange({
    schema,
    keys: keysOf(schema),
    resolvers: { Query: { attendees: relayPagination(), chats: relayPagination() } },
  })
  return new Client({ url, exchanges: [cache, fetchExchange], preferGetMethod: false })
}

/** What has no id of its own belongs to what it is found in. */
function keysOf({ __schema: { types } }: IntrospectionQuery) {
  const embedded = types.filter((type) => type.kind === 'OBJECT' && !type.fields.some(({ name }) => name === 'id'))
  return Object.fromEntries(embedded.map(({ name }) => [name, () => null]))
}

export const People = gql`
  query People($after: String) {
    attendees(first: 2, after: $after) {
      nodes { id displayName knownStatus { ... on Known { primary { kind summary } } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`

if (import.meta.main) {
  const client = await createUrqlClient('http://127.0.0.1:4000/graphql')
  console.dir((await client.query(People, {}).toPromise()).data, { depth: null })
}
