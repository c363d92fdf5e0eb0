import { serverAudits } from 'graphql-http'
import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'

// Asked for as a script of ours would: a GET without a header could be sent by a page of any site.
const fetchFn = (url: string, init: RequestInit = {}) =>
  fetch(url, { ...init, headers: { 'graphql-require-preflight': '1', ...Object(init.headers) } })
const audits = serverAudits({ url: '', fetchFn }).filter(({ name }) => /^(MUST|SHOULD)/.test(name))

describe.each(databases.slice(0, 1))('the server, audited', ({ open }) => {
  const start = useGateway(open)

  it('does all that GraphQL over HTTP says it must and should', async () => {
    await using api = await start()

    const results = await Promise.all(serverAudits({ url: `${api.url}/graphql`, fetchFn }).map((audit) => audit.fn()))
    const required = results.filter(({ name }) => /^(MUST|SHOULD)/.test(name))

    expect(required.filter(({ status }) => status !== 'ok').map(({ id, name }) => `${id} ${name}`)).toEqual([])
    expect(required).toHaveLength(audits.length)
  })

  it.each([
    ['takes no multipart form', 415, 'UNSUPPORTED_MEDIA_TYPE', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['takes no plain text', 415, 'UNSUPPORTED_MEDIA_TYPE', { 'content-type': 'text/plain' }],
    ['answers in no HTML', 406, 'NOT_ACCEPTABLE', { 'content-type': 'application/json', accept: 'text/html' }],
  ])('says that it %s', async (_what, status, code, headers) => {
    await using api = await start()

    const body = JSON.stringify({ query: '{ __typename }' })
    const response = await fetchFn(`${api.url}/graphql`, { method: 'POST', headers, body })

    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('json')
    expect(await response.json()).toEqual({
      errors: [{ message: expect.stringContaining('application/json'), extensions: { code } }],
    })
  })

  it.each(['variables', 'extensions'])('says that %s of an address or a form are no JSON', async (name) => {
    await using api = await start()
    const asked = `query={__typename}&${name}=%7Bbad`
    const type = { 'content-type': 'application/x-www-form-urlencoded' }

    const responses = [
      await fetchFn(`${api.url}/graphql?${asked}`),
      await fetchFn(`${api.url}/graphql?${asked}`, { headers: { accept: 'application/json' } }),
      await fetchFn(`${api.url}/graphql`, { method: 'POST', body: asked, headers: type }),
    ]

    for (const response of responses) {
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
    }
    expect(api.logged).toEqual([])
  })
})
