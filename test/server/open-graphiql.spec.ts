import { chromium } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { readExampleQueries } from '../../src/server/example-queries.ts'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'

const executablePath = process.env['TEST_CHROMIUM'] ?? ''
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update']

describe.each(databases.slice(0, 1))('the example queries', ({ open }) => {
  const start = useGateway(open)

  it.each(readExampleQueries())('can be sent as they are: $name', async ({ query, variables }) => {
    await using api = await start()

    await expect(api.query(query, variables === null ? {} : JSON.parse(variables))).resolves.toBeDefined()
  })

  it.skipIf(executablePath === '')('open in GraphiQL with their variables, from this server alone', async () => {
    await using api = await start()
    const browser = await chromium.launch({ executablePath, args: quiet })
    const page = await browser.newPage()
    const foreign: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(api.url) && !request.url().startsWith('blob:')) foreign.push(request.url())
    })
    const tabs = page.locator('.graphiql-tab-button')
    const names = readExampleQueries().map(({ query }) => /query (\w+)/.exec(query)?.[1] ?? '')
    const [name = ''] = names.slice(4)
    const variables = page.locator('.graphiql-editor-tool').getByText('ada-lovelace')

    await page.goto(api.url)
    await tabs.nth(names.length - 1).waitFor()
    expect(await tabs.allTextContents()).toEqual(names)
    await page.locator('.graphiql-editor-tool').getByText('people').waitFor()
    await tabs.filter({ hasText: name }).click()
    await variables.waitFor()
    // On a busy machine the page shows the button before it listens.
    const run = async () => {
      const answer = (await page.locator('.graphiql-response').textContent())?.replaceAll('\u00a0', ' ')
      if (!answer?.includes('Nobody')) await page.locator('.graphiql-execute-button').click()
      return answer
    }
    await expect.poll(run, { timeout: 30_000, interval: 1_000 }).toContain('Nobody with this identifier')

    await page.reload()
    await page.locator('.graphiql-tab-active', { hasText: name }).waitFor()
    await variables.waitFor()
    expect(await tabs.allTextContents()).toEqual(names)
    expect(foreign).toEqual([])
    await browser.close()
  })
})
