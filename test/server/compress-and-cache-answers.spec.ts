import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'

const types = '/graphql?query={__schema{types{name,description}}}'
const header = { 'graphql-require-preflight': '1' }

/** An answer as it comes over the wire; `fetch` would unpack it. */
function get(url: string, headers: Record<string, string>) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>((resolve, reject) => {
    const asked = request(url, { headers: { ...header, ...headers } }, async (response) => {
      const body = Buffer.concat(await response.toArray())
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
    })
    asked.on('error', reject).end()
  })
}

describe.each(databases.slice(0, 1))('an answer', ({ open }) => {
  const start = useGateway(open)

  it('is compressed as the client likes, when it is worth it', async () => {
    await using api = await start()

    const plain = await get(api.url + types, {})
    const brotli = await get(api.url + types, { 'accept-encoding': 'gzip, deflate, br' })
    const gzip = await get(api.url + types, { 'accept-encoding': 'gzip, br;q=0' })
    const small = await get(`${api.url}/graphql?query={__typename}`, { 'accept-encoding': 'br' })

    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: expect.stringContaining('accept-encoding') })
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body)
    expect(gzip.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(gzip.body)).toEqual(plain.body)
    expect(brotli.body.length).toBeLessThan(plain.body.length / 3)
    expect(small.headers['content-encoding']).toBeUndefined()
  })

  it('to a GET is asked for again, and not sent again while it is the same', async () => {
    await using api = await start()
    const people = `${api.url}/graphql?query={attendees{totalCount}}`

    const first = await get(people, {})
    const known = { 'if-none-match': String(first.headers['etag']) }
    const again = await get(people, known)
    const account = await api.given.account()
    await api.given.attendee(account, await api.given.user())
    const changed = await get(people, known)

    expect(first.headers['cache-control']).toBe('private, no-cache')
    expect([again.status, again.body.length]).toEqual([304, 0])
    expect(changed.status).toBe(200)
    expect(JSON.parse(changed.body.toString())).toMatchObject({ data: { attendees: { totalCount: 1 } } })
  })

  it('to a POST, and what went wrong, is kept by nobody', async () => {
    await using api = await start()

    const headers = { 'content-type': 'application/json' }
    const post = await fetch(`${api.url}/graphql`, { method: 'POST', headers, body: '{"query":"{__typename}"}' })
    const wrong = await get(`${api.url}/graphql?query={nothing}`, { accept: 'application/graphql-response+json' })

    expect(post.headers.get('cache-control')).toBe('no-store')
    expect([wrong.status, wrong.headers['cache-control']]).toEqual([400, 'no-store'])
  })
})
