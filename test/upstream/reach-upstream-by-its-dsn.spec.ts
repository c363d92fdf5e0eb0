import { expect, it } from 'vitest'
import { createUpstream } from '../../src/upstream/index.ts'
import { answerJson, apiKey, given } from './harness.ts'

it.each(['', '/', '/api/v1', '/api/v1/'])('accepts a DSN that ends in “%s”', async (ending) => {
  await using world = await given((_asked, response) => answerJson(response, { items: [], cursor: null }))
  await using upstream = createUpstream({ baseUrl: `${world.baseUrl}${ending}`, apiKey })

  await upstream.listAccounts()

  expect(world.asked.map(({ url }) => url)).toEqual(['/api/v1/accounts'])
})

it('keeps a path in front of the API', async () => {
  await using world = await given((_asked, response) => answerJson(response, { items: [], cursor: null }))
  await using upstream = createUpstream({ baseUrl: ` ${world.baseUrl}/sandbox/ `, apiKey })

  await upstream.listAccounts()

  expect(world.asked.map(({ url }) => url)).toEqual(['/sandbox/api/v1/accounts'])
})

it.each([
  ['', apiKey],
  ['ftp://api1.unipile.com', apiKey],
  ['https://user:pass@api1.unipile.com', apiKey],
  ['https://api1.unipile.com?x=1', apiKey],
  ['https://api1.unipile.com:13111', ''],
  ['https://api1.unipile.com:13111', 'two\nlines'],
])('refuses “%s” with key “%s” before anything is asked', (baseUrl, key) => {
  expect(() => createUpstream({ baseUrl, apiKey: key })).toThrow(
    expect.objectContaining({ code: 'INVALID_CONFIGURATION' }),
  )
})

it('accepts a host without a scheme', () => {
  expect(() => createUpstream({ baseUrl: 'api1.unipile.com:13111', apiKey })).not.toThrow()
})
