import { expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { castAccounts, castChats } from '../../src/sandbox/cast.ts'
import { openSource } from '../../src/source.ts'

it('the bundled sandbox dates what is written to it by the present', async () => {
  await using parts = new AsyncDisposableStack()
  const { baseUrl, apiKey } = await openSource(readConfig({ ACQUAINT_SANDBOX_SIZE: 'tiny' }), parts)
  const ask = async (path: string, body?: FormData) => {
    const answer = await fetch(`${baseUrl}/api/v1${path}`, {
      headers: { 'X-API-KEY': apiKey },
      ...(body && { method: 'POST', body }),
    })
    return (await answer.json()) as { readonly message_id: string; readonly timestamp: string }
  }
  const form = new FormData()
  form.set('account_id', castAccounts.marieLinkedin)
  form.set('text', 'What time is it?')
  const before = Date.now()

  const { message_id } = await ask(`/chats/${castChats.marieWithAda}/messages`, form)

  const { timestamp } = await ask(`/messages/${message_id}`)
  expect(Date.parse(timestamp)).toBeGreaterThanOrEqual(before)
})
