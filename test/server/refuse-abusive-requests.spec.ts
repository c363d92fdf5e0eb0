import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { refusal, useGateway } from '../harness/gateway.ts'

/** Below each person their chats, and in each chat the people. */
function peopleAndChats(depth: number, size: number): string {
  const below =
    depth === 0
      ? 'id'
      : `chats(first: ${size}) { nodes { participants(first: ${size}) { nodes { ${peopleAndChats(depth - 1, size)} } } } }`
  return depth === 0 ? below : below.replace('nodes {', 'nodes { id ')
}

describe.each(databases.slice(0, 1))('the server', ({ open }) => {
  const start = useGateway(open)

  it.each([
    ['goes round in circles', `{ attendees(first: 1) { nodes { ${peopleAndChats(6, 1)} } } }`, 'QUERY_TOO_DEEP'],
    ['asks for too much', `{ attendees(first: 100) { nodes { ${peopleAndChats(2, 20)} } } }`, 'QUERY_TOO_COMPLEX'],
    [
      'asks for too much by other names',
      `{ ${Array.from({ length: 101 }, (_, index) => `a${index}: chats(first: 1) { nodes { id } }`).join(' ')} }`,
      'QUERY_TOO_COMPLEX',
    ],
    [
      'asks for too much of each entity',
      `{ _entities(representations: [${'{ __typename: "User", id: "x" } '.repeat(100)}]) { ... on User { chats(first: 100) { nodes { id name kind archived pinned readOnly } } } } }`,
      'QUERY_TOO_COMPLEX',
    ],
    ['gives text for a number', '{ attendees(first: "many") { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'gives a number for a reason',
      '{ attendees(filter: { reasons: [1] }) { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'asks the schema for itself in circles',
      `{ __schema { types { ${'fields { type { '.repeat(8)} name ${'} } '.repeat(8)} } } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['is endless', `{ viewer { ${'workspace '.repeat(5000)} } }`, 'GRAPHQL_PARSE_FAILED'],
  ])('refuses a query that %s, before anything is read', async (_what, query, code) => {
    await using api = await start()
    await api.given.account()

    const { extensions } = await refusal(api.query(query))

    expect(extensions).toMatchObject({ code })
    expect(api.statements()).toBeLessThanOrEqual(1)
  })

  it('counts the page sizes given as variables', async () => {
    await using api = await start()
    const query = `query ($first: Int) { attendees(first: $first) { nodes { chats(first: $first) { nodes { messages(first: $first) { nodes { id } } } } } } }`

    const few = await api.query(query, { first: 5 })
    const { extensions } = await refusal(api.query(query, { first: 100 }))

    expect(few).toEqual({ attendees: { nodes: [] } })
    expect(extensions).toMatchObject({ code: 'QUERY_TOO_COMPLEX' })
  })

  it('refuses a subscription whose every event would be too much, before it begins', async () => {
    await using api = await start()
    const deep = `subscription { chatUpdated { ... on ChatUpdated { chat { participants(first: 1) { nodes { ${peopleAndChats(6, 1)} } } } } } }`
    const wide = `subscription { chatUpdated { ... on ChatUpdated { chat { participants(first: 100) { nodes { ${peopleAndChats(2, 20)} } } } } } }`

    const codes = [await subscribe(api.url, deep), await subscribe(api.url, wide)].map((events) =>
      /"code":"(\w+)"/.exec(events)?.at(1),
    )

    expect(codes).toEqual(['QUERY_TOO_DEEP', 'QUERY_TOO_COMPLEX'])
  })

  it('answers what GraphiQL asks of the schema', async () => {
    await using api = await start()

    const types = await api.query(
      '{ __schema { types { name fields { name type { name ofType { name ofType { name } } } } } } }',
    )

    expect(types).toMatchObject({
      __schema: { types: expect.arrayContaining([expect.objectContaining({ name: 'User' })]) },
    })
  })

  it.each([
    ['whose length is given', { 'content-length': '2000010' }],
    ['whose length is not given', { 'transfer-encoding': 'chunked' }],
  ])('refuses a body of megabytes %s, and serves the next request', async (_how, headers) => {
    await using api = await start()

    const status = await post(`${api.url}/graphql`, headers, JSON.stringify({ query: 'x'.repeat(2_000_000 - 2) }))

    expect(status).toBe(413)
    expect(await api.query('{ __typename }')).toEqual({ __typename: 'Query' })
  })

  it('takes a chunked body of sensible size', async () => {
    await using api = await start()

    const headers = { 'transfer-encoding': 'chunked' }
    expect(await post(`${api.url}/graphql`, headers, JSON.stringify({ query: '{ __typename }' }))).toBe(200)
  })
})

/** All events of a subscription that ends. */
async function subscribe(url: string, query: string): Promise<string> {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' }
  return (await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })).text()
}

function post(url: string, headers: Record<string, string>, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } })
    sent.on('response', (response) => resolve(response.resume().statusCode))
    // The server hangs up on what it refuses; the answer was sent before.
    sent.on(
      'error',
      (error: NodeJS.ErrnoException) => error.code === 'EPIPE' || error.code === 'ECONNRESET' || reject(error),
    )
    sent.end(body)
  })
}
