import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'

const body = JSON.stringify({ query: '{ __typename }' })

describe.each(databases.slice(0, 1))('a page whose name was made to lead to this machine', ({ open }) => {
  const start = useGateway(open)

  it.each([
    'evil.example',
    'evil.example:4000',
    'localhost.evil.example',
    'evillocalhost',
    '127.0.0.1.evil.example',
    '[::1].evil.example',
    'evil.example:localhost',
  ])('is answered nothing at %s', async (host) => {
    await using api = await start({ hosts: ['acquaint.example'] })

    const { status, answer } = await ask(api.url, { host })

    expect(status).toBe(403)
    expect(JSON.parse(answer)).toEqual({
      errors: [{ message: expect.stringContaining('ACQUAINT_HOSTS'), extensions: { code: 'FORBIDDEN_HOST' } }],
    })
  })

  it.each(['/', '/readyz', '/healthz', '/graphql?query={__typename}'])('is not shown %s', async (path) => {
    await using api = await start()

    expect((await ask(api.url, { host: 'evil.example', path, method: 'GET' })).status).toBe(403)
  })

  it.each(['localhost', 'LOCALHOST:1', 'app.localhost:4000', '127.0.0.1', '192.168.0.7:80', '[::1]', '[fe80::1]:4000'])(
    'is none of those at %s, a name or address of our own',
    async (host) => {
      await using api = await start()

      expect(await ask(api.url, { host })).toMatchObject({ status: 200, answer: expect.stringContaining('Query') })
    },
  )

  it('is none of those that the settings name, at any port', async () => {
    await using api = await start({ hosts: ['acquaint.example', 'Gateway'] })
    const hosts = ['acquaint.example', 'Acquaint.example:443', 'gateway:4000', 'localhost', 'www.acquaint.example']

    const statuses = await Promise.all(hosts.map(async (host) => (await ask(api.url, { host })).status))

    expect(statuses).toEqual([200, 200, 200, 200, 403])
  })

  it('is told apart from upstream, whose webhooks come by any name and prove themselves', async () => {
    await using api = await start()

    const { answer } = await ask(api.url, { host: 'tunnel.example', path: '/webhooks/unipile' })

    expect(answer).toContain('ACQUAINT_WEBHOOK_SECRET')
  })
})

type Asked = { readonly host: string; readonly path?: string; readonly method?: string }

function ask(url: string, { host, path = '/graphql', method = 'POST' }: Asked) {
  return new Promise<{ status: number | undefined; answer: string }>((resolve, reject) => {
    const headers = { host, 'graphql-require-preflight': '1', 'content-type': 'application/json' }
    const call = request(url + path, { method, headers }, async (response) =>
      resolve({ status: response.statusCode, answer: await text(response) }),
    )
    call.on('error', reject)
    call.end(method === 'POST' ? body : undefined)
  })
}
