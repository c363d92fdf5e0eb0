import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'

describe.each(databases.slice(0, 1))('the server', ({ open }) => {
  const start = useGateway(open)

  it('says that it runs, and whether it is ready', async () => {
    await using api = await start()
    const status = async (path: string) => (await fetch(api.url + path, { redirect: 'manual' })).status

    const running = [await status('/healthz'), await status('/readyz')]
    api.setReady(false)
    const busy = [await status('/healthz'), await status('/readyz')]

    expect(running).toEqual([200, 200])
    expect(busy).toEqual([200, 503])
  })

  it('leads browsers to GraphiQL, and knows no other pages', async () => {
    await using api = await start()

    const home = await fetch(`${api.url}/`, { headers: { accept: 'text/html' } })
    const nowhere = await fetch(`${api.url}/nowhere`)

    expect(home.url).toBe(`${api.url}/graphql`)
    expect(home.headers.get('content-type')).toContain('text/html')
    expect(nowhere.status).toBe(404)
  })
})
