import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readTrustedDocuments } from '../../src/server/stored-documents.ts'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'

const query = '{ viewer { workspace } }'
const sha256Hash = createHash('sha256').update(query).digest('hex')
const persistedQuery = { version: 1, sha256Hash }
const answered = { data: { viewer: { workspace: 'Test workspace' } } }

async function ask(url: string, request: object) {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(request) })
  const answer = (await response.json()) as { errors?: readonly { extensions: { code: string } }[] }
  return { status: response.status, answer, code: answer.errors?.[0]?.extensions.code }
}

describe.each(databases.slice(0, 1))('a document', ({ open }) => {
  const start = useGateway(open)

  it('is answered by its hash once it was sent', async () => {
    await using api = await start()

    const before = await ask(api.url, { extensions: { persistedQuery } })
    const withHash = await ask(api.url, { query, extensions: { persistedQuery } })
    const byHash = await ask(api.url, { extensions: { persistedQuery } })
    const url = `${api.url}/graphql?extensions=${encodeURIComponent(JSON.stringify({ persistedQuery }))}`
    const byGet = await fetch(url, { headers: { 'apollo-require-preflight': '1' } })

    expect(before.code).toBe('PERSISTED_QUERY_NOT_FOUND')
    expect(withHash.answer).toMatchObject(answered)
    expect(byHash.answer).toMatchObject(answered)
    expect(await byGet.json()).toMatchObject(answered)
  })

  it.each([
    [{ ...persistedQuery, version: 2 }, 'extensions.persistedQuery.version must be 1.'],
    [{ sha256Hash }, 'extensions.persistedQuery.version must be 1.'],
    [{ version: 1, sha256Hash: 7 }, 'extensions.persistedQuery.sha256Hash must be text.'],
    [sha256Hash, 'extensions.persistedQuery must be an object.'],
  ])('is not asked for by a hash like %j, unless it comes with it', async (unknown, message) => {
    await using api = await start()
    const extensions = { persistedQuery: unknown }

    const alone = await ask(api.url, { extensions })
    const withDocument = await ask(api.url, { query, extensions })

    expect(alone.status).toBe(400)
    expect(alone.answer).toMatchObject({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] })
    expect(withDocument.answer).toMatchObject(answered)
  })

  it('asked for by its hash in a GET is not sent again while its answer is the same', async () => {
    await using api = await start()
    await ask(api.url, { query, extensions: { persistedQuery } })
    const url = `${api.url}/graphql?extensions=${encodeURIComponent(JSON.stringify({ persistedQuery }))}`
    const headers = { 'graphql-require-preflight': '1' }

    const first = await fetch(url, { headers })
    const etag = first.headers.get('etag') ?? ''
    const again = await fetch(url, { headers: { ...headers, 'if-none-match': etag } })

    expect(first.headers.get('cache-control')).toBe('private, no-cache')
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  it('that is trusted may be a subscription, over server-sent events', async () => {
    const document = 'subscription { lookupProgress(job: "none") { state } }'
    await using api = await start({ trustedDocuments: new Map([['progress', document]]) })

    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' }
    const body = JSON.stringify({ documentId: 'progress' })
    const events = await (await fetch(`${api.url}/graphql`, { method: 'POST', headers, body })).text()

    expect(events).toMatch(/^event: next\ndata: .*"argument":"job"/m)
    expect(events).toContain('event: complete')
  })

  it('that is trusted is asked for by its id in a GET too', async () => {
    const document = 'query ($name: String!) { __type(name: $name) { name } }'
    await using api = await start({ trustedDocuments: new Map([['a/b c', document]]) })
    const get = async (parameters: Record<string, string>) => {
      const headers = { 'graphql-require-preflight': '1' }
      return (await fetch(`${api.url}/graphql?${new URLSearchParams(parameters)}`, { headers })).json()
    }

    const found = await get({ documentId: 'a/b c', variables: '{"name":"User"}' })
    const unknown = await get({ documentId: 'another' })
    const unnamed = await get({ variables: '{}' })

    expect(found).toMatchObject({ data: { __type: { name: 'User' } } })
    expect(unknown).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_IN_LIST' } }] })
    expect(unnamed).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_ID_REQUIRED' } }] })
  })

  it('is refused with the hash of another', async () => {
    await using api = await start()

    const { code } = await ask(api.url, { query: '{ __typename }', extensions: { persistedQuery } })

    expect(code).toBe('PERSISTED_QUERY_MISMATCH')
  })

  it('that is not trusted is not answered where only trusted ones are', async () => {
    await using api = await start({ trustedDocuments: new Map([[sha256Hash, query]]) })

    expect((await ask(api.url, { documentId: sha256Hash })).answer).toMatchObject(answered)
    expect((await ask(api.url, { extensions: { persistedQuery } })).answer).toMatchObject(answered)
    expect((await ask(api.url, { query: '{ __typename }' })).code).toBe('PERSISTED_QUERY_ONLY')
    expect((await ask(api.url, { documentId: 'another' })).code).toBe('PERSISTED_QUERY_NOT_IN_LIST')
    expect((await ask(api.url, { variables: {} })).code).toBe('PERSISTED_QUERY_ID_REQUIRED')
  })
})

describe('the file of trusted documents', () => {
  it('is an object of documents by id; anything else stops the start with a sentence', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'documents-'))
    const file = join(folder, 'documents.json')
    await writeFile(file, JSON.stringify({ [sha256Hash]: query }))
    const documents = readTrustedDocuments(file)
    await writeFile(file, '["{ __typename }"]')

    expect([...documents]).toEqual([[sha256Hash, query]])
    expect(() => readTrustedDocuments(file)).toThrow(/ACQUAINT_TRUSTED_DOCUMENTS is .*documents\.json/)
    await rm(folder, { recursive: true })
    expect(() => readTrustedDocuments(file)).toThrow(/should name a JSON file/)
  })
})
