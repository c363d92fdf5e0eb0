import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parse } from 'graphql'
import { afterAll, describe, expect, it } from 'vitest'
import { createExpressLane } from '../../src/server/express-lane.ts'
import { openStore } from '../../src/store/open.ts'
import { startGateway } from '../harness/gateway.ts'
import { createSeed } from '../harness/seed.ts'

type Sent = { readonly path?: string; readonly body: string; readonly headers?: Readonly<Record<string, string>> }

const query =
  'query Inbox($first: Int) { chats(first: $first) { nodes { name participants { nodes { displayName } } } } }'
const asked = (more: object = {}) => JSON.stringify({ query, variables: { first: 2 }, ...more })

/** What these clients send when they are asked for nothing else. */
const apollo = 'application/graphql-response+json,application/json;q=0.9'
const urql =
  'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed'
const gzip = { 'accept-encoding': 'gzip' }

const corsOrigins: readonly (readonly [string, readonly string[]])[] = [
  ['nobody else', []],
  ['one site', ['https://app.example']],
  ['several sites', ['https://app.example', 'https://crm.example']],
]

const cases: readonly (readonly [string, Sent])[] = [
  ['a plain request', { body: asked() }],
  ['one that names its operation', { body: asked({ operationName: 'Inbox' }) }],
  ['one whose operation has no name', { body: asked({ operationName: '' }) }],
  ['one that names another operation', { body: asked({ operationName: 'Outbox' }) }],
  ['one for GraphQL’s own media type', { body: asked(), headers: { accept: 'application/graphql-response+json' } }],
  [
    'one for either media type',
    { body: asked(), headers: { accept: 'application/json, application/graphql-response+json' } },
  ],
  ['one for a type that is none', { body: asked(), headers: { accept: 'text/plain' } }],
  [
    'one with weights',
    { body: asked(), headers: { accept: 'application/json;q=0.1, application/graphql-response+json' } },
  ],
  ['one of Apollo Client', { body: asked(), headers: { accept: apollo } }],
  ['one of urql', { body: asked(), headers: { accept: urql } }],
  [
    'one that would rather have a stream',
    { body: asked(), headers: { accept: 'text/event-stream, application/json' } },
  ],
  ['one that takes nothing but a stream', { body: asked(), headers: { accept: 'text/event-stream' } }],
  [
    'one in no charset of ours',
    { body: asked(), headers: { accept: 'application/graphql-response+json; charset=latin1, application/json' } },
  ],
  ['one that takes any JSON', { body: asked(), headers: { accept: '*/json, application/graphql-response+json' } }],
  [
    'one for a type too long',
    { body: asked(), headers: { accept: 'application/json/x, application/graphql-response+json' } },
  ],
  ['one that takes anything of a kind', { body: asked(), headers: { accept: 'text/html, application/*;q=0.8' } }],
  ['one that takes gzip', { body: asked(), headers: gzip }],
  ['one of a page of ours', { body: asked(), headers: { origin: 'https://app.example' } }],
  ['one of a page of ours that takes gzip', { body: asked(), headers: { origin: 'https://app.example', ...gzip } }],
  ['one of another site', { body: asked(), headers: { origin: 'https://elsewhere.example' } }],
  ['one of a page without a site', { body: asked(), headers: { origin: 'null' } }],
  ['one with a wrong argument', { body: asked({ variables: { first: -1 } }) }],
  ['one with a wrong variable', { body: asked({ variables: { first: 'two' } }) }],
  ['one with variables that are none', { body: asked({ variables: [2] }) }],
  ['one with no variables', { body: asked({ variables: null, operationName: null, extensions: null }) }],
  ['one whose operation is named by a number', { body: asked({ operationName: 1 }) }],
  ['one that tells who asks', { body: asked({ extensions: { clientLibrary: { name: 'a client' } } }) }],
  ['one with extensions that are none', { body: asked({ extensions: [] }) }],
  ['one that begins with a mark of its byte order', { body: `\uFEFF${asked()}` }],
  ['one whose text is how another is kept', { body: asked({ query: JSON.stringify(['Inbox', query]) }) }],
  ['one that is JSON, but nothing', { body: 'null' }],
  ['one that asks for too much', { body: asked({ query: query.replace('chats(', 'chats(last: 0, ') }) }],
  ['one with a wrong header', { body: asked(), headers: { 'x-max-lookups': 'many' } }],
  ['one with an unknown member', { body: asked({ documentId: 'x' }) }],
  ['one with a hash', { body: asked({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }) }],
  ['one that is no JSON', { body: '{' }],
  ['one that is JSON, but no object', { body: '[]' }],
  ['one without a body', { body: '' }],
]

describe('a query that is asked again', async () => {
  const store = await openStore({ directory: null })
  const given = await createSeed(store.sql)
  const account = await given.account()
  for (const name of ['Ada', 'Grace', 'Alan']) {
    const participants = [await given.attendee(account, await given.user({ name }))]
    await given.chat(account, { name: `${name}’s `.repeat(200), participants })
  }
  afterAll(() => store.close())

  describe.each(corsOrigins)('whose answers scripts of %s may read', (_, origins) => {
    it.each(cases)('is answered as before: %s', async (_name, sent) => {
      const options = { corsOrigins: origins }
      await using quick = await startGateway(store, given.workspaceId, {
        ...options,
        compiledExecution: { afterUses: 0 },
      })
      await using plain = await startGateway(store, given.workspaceId, { ...options, compiledExecution: null })
      await send(quick.url, { body: asked() })
      await send(quick.url, sent)

      expect(await send(quick.url, sent)).toEqual(await send(plain.url, sent))
    })
  })

  it.each(['null', 'https://elsewhere.example'])('may not be read by a page whose origin is %s', async (origin) => {
    const sites = ['https://app.example', 'https://crm.example']
    await using quick = await startGateway(store, given.workspaceId, {
      corsOrigins: sites,
      compiledExecution: { afterUses: 0 },
    })
    await send(quick.url, { body: asked() })

    const { status, headers } = await send(quick.url, { body: asked(), headers: { origin } })

    expect(status).toBe(200)
    expect(headers).not.toHaveProperty('access-control-allow-origin')
  })

  it('is answered ahead of the server when it is sent as most are, and only on the graph’s own path', async () => {
    const document = parse(query)
    const lane = createExpressLane({
      queries: { find: () => ({ document, run: async () => ({ data: { ahead: true } }) }), giveUp() {} },
      check: () => null,
      cors: false,
      createContext: async () => ({ lookups: { operation: { upstreamCalls: [] } }, sqlStatements: () => 0 }) as never,
    })
    const server = createServer((incoming, response) => {
      const handOn = () => response.end('handed on')
      const type = lane.mediaTypeFor(incoming)
      void (type ? lane.answer(incoming, response, type, handOn) : handOn())
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const answered = async (sent: Sent) => (await send(url, sent)).body.toString()

    expect(await answered({ body: asked() })).toContain('ahead')
    expect(await answered({ body: asked(), headers: { accept: '*/*', 'accept-encoding': 'identity' } })).toContain(
      'ahead',
    )
    for (const accept of [apollo, urql, 'application/graphql-response+json, application/json']) {
      expect(await answered({ body: asked(), headers: { accept, origin: 'https://app.example' } })).toContain('ahead')
    }
    expect(await answered({ body: asked(), headers: { accept: 'text/event-stream' } })).toBe('handed on')
    expect(await answered({ body: '[]' })).toBe('handed on')
    server.close()

    await using quick = await startGateway(store, given.workspaceId, { compiledExecution: { afterUses: 0 } })
    await send(quick.url, { body: asked() })
    expect((await send(quick.url, { path: '/elsewhere', body: asked() })).status).toBe(404)
  })

  it('is read once more by the interpreter, and no more, when it meets an error', async () => {
    let reads = 0
    const read: typeof store.read = (statement, parameters) => {
      if (statement.name === 'chats_count') reads += 1
      return store.read(statement, parameters)
    }
    const body = JSON.stringify({ query: '{ chats { totalCount } account(id: "junk") { id } }' })
    await using quick = await startGateway({ ...store, read }, given.workspaceId, {
      compiledExecution: { afterUses: 0 },
    })
    await send(quick.url, { body })
    reads = 0

    const { body: answer } = await send(quick.url, { body })

    expect(JSON.parse(answer.toString()).errors).toHaveLength(1)
    expect(reads).toBe(2)
  })

  it('is answered when its body comes in pieces, and never when it does not end', async () => {
    await using quick = await startGateway(store, given.workspaceId, { compiledExecution: { afterUses: 0 } })
    const body = asked()
    await send(quick.url, { body })
    const half = request(`${quick.url}/graphql`, { method: 'POST', headers: headersOf({ body }) })
    half.on('error', () => {})
    await new Promise<void>((resolve) => half.write(body.slice(0, 10), () => resolve()))
    half.destroy()

    expect((await send(quick.url, { body }, 10)).status).toBe(200)
    expect(quick.logged).toEqual([])
  })
})

const headersOf = ({ body, headers }: Sent) => ({
  'content-type': 'application/json',
  'content-length': String(Buffer.byteLength(body)),
  ...headers,
})

/** What a client sees of an answer, but for when it came. */
function send(url: string, sent: Sent, pieces = 1) {
  return new Promise<{ status: number | undefined; headers: object; body: Buffer }>((resolve, reject) => {
    const call = request(
      `${url}${sent.path ?? '/graphql'}`,
      { method: 'POST', headers: headersOf(sent) },
      async (response) => {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk)
        const { date: _, ...headers } = response.headers
        resolve({ status: response.statusCode, headers, body: Buffer.concat(chunks) })
      },
    )
    call.on('error', reject)
    const size = Math.ceil(sent.body.length / pieces)
    for (let start = 0; start < sent.body.length; start += size) call.write(sent.body.slice(start, start + size))
    call.end()
  })
}
