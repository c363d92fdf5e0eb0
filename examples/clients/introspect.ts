import { getIntrospectionQuery, type IntrospectionQuery } from 'graphql'

/** The schema as the server tells it. A program that is built would read it from a file made by its build. */
export async function introspect(url: string): Promise<IntrospectionQuery> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: getIntrospectionQuery() }),
  })
  const { data } = (await response.json()) as { data: IntrospectionQuery }
  return data
}
