import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'

const body = JSON.stringify({ query: '{ __typename }' })
const json = { 'content-type': 'application/json' }

describe.each(databases.slice(0, 1))('a page of another site', ({ open }) => {
  const start = useGateway(open)

  it.each([
    ['a link', 'GET', {}],
    ['a script that may set no headers', 'GET', { accept: 'application/json' }],
    ['a form', 'POST', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a beacon', 'POST', { 'content-type': 'text/plain' }],
  ])('can make no browser ask anything by %s', async (_how, method, headers) => {
    await using api = await start()

    const url = `${api.url}/graphql${method === 'GET' ? '?query={__typename}' : ''}`
    const response = await fetch(url, { method, headers, ...(method === 'POST' && { body }) })
    const { errors } = (await response.json()) as { errors: readonly { extensions: object }[] }

    expect(response.status).toBe(403)
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'CROSS_SITE_REQUEST' }])
    expect(api.statements()).toBe(0)
  })

  it.each(['graphql-require-preflight', 'apollo-require-preflight', 'x-graphql-yoga-csrf'])(
    'is not what sends the header %s',
    async (header) => {
      await using api = await start()

      const response = await fetch(`${api.url}/graphql?query={__typename}`, { headers: { [header]: '1' } })

      expect(await response.json()).toMatchObject({ data: { __typename: 'Query' } })
    },
  )

  it('may read nothing', async () => {
    await using api = await start()

    const preflight = await ask(api.url, 'OPTIONS', 'https://evil.example')
    const answer = await ask(api.url, 'POST', 'https://evil.example')

    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('may read answers when its origin is on the list, and only then', async () => {
    const corsOrigins = ['https://app.example.com', 'https://crm.example.com']
    await using api = await start({ corsOrigins })

    const allowed = await ask(api.url, 'OPTIONS', 'https://crm.example.com')
    const answer = await ask(api.url, 'POST', 'https://app.example.com')
    const refused = await ask(api.url, 'POST', 'https://evil.example')

    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://crm.example.com')
    expect(allowed.headers.get('access-control-allow-headers')).toContain('x-max-lookups')
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example.com')
    expect(answer.headers.get('access-control-allow-credentials')).not.toBe('true')
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
  })

  it.each([
    ['one is', ['https://app.example.com']],
    ['several are', ['https://app.example.com', 'https://crm.example.com']],
  ])('may read nothing without an origin of the list, though %s on it', async (_how, corsOrigins) => {
    await using api = await start({ corsOrigins })

    const asked = (['OPTIONS', 'POST'] as const).flatMap((method) =>
      ['null', 'https://evil.example', 'https://app.example.com.evil.example'].map((origin) =>
        ask(api.url, method, origin),
      ),
    )
    const named = (await Promise.all(asked)).map(({ headers }) => headers.get('access-control-allow-origin'))

    expect(named).toEqual(asked.map(() => null))
  })
})

function ask(url: string, method: 'OPTIONS' | 'POST', origin: string): Promise<Response> {
  const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' }
  const headers = { origin, ...(method === 'POST' ? json : asked) }
  return fetch(`${url}/graphql`, { method, headers, ...(method === 'POST' && { body }) })
}
