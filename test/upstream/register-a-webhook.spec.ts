import { expect, it } from 'vitest'
import { answerJson, given } from './harness.ts'

it('registers with headers and all accounts, and removes', async () => {
  await using world = await given((_asked, response) => answerJson(response, { webhook_id: 'wh_1' }, 201))

  const created = await world.upstream.createWebhook({
    source: 'messaging',
    requestUrl: 'https://acquaint.example.test/hooks',
    headers: [{ key: 'Unipile-Auth', value: 'secret' }],
  })
  await world.upstream.deleteWebhook('wh_1')

  expect(created).toEqual({ webhookId: 'wh_1' })
  expect(world.asked.map(({ method, url }) => [method, url])).toEqual([
    ['POST', '/api/v1/webhooks'],
    ['DELETE', '/api/v1/webhooks/wh_1'],
  ])
  expect(JSON.parse(world.asked[0]?.body ?? '')).toEqual({
    source: 'messaging',
    request_url: 'https://acquaint.example.test/hooks',
    headers: [{ key: 'Unipile-Auth', value: 'secret' }],
    format: 'json',
  })
})

it('lists what is registered, without the secrets in the headers', async () => {
  const row = {
    object: 'Webhook',
    id: 'wh_1',
    account_ids: [{ id: 'acc_1', type: 'LINKEDIN' }],
    enabled: true,
    request_url: 'https://acquaint.example.test/hooks',
    headers: [{ key: 'Unipile-Auth', value: 'secret' }],
    source: 'messaging',
    events: ['message_received'],
  }
  await using world = await given((_asked, response) => answerJson(response, { items: [row], cursor: null }))

  const page = await world.upstream.listWebhooks()

  expect(page.items).toEqual([
    {
      webhookId: 'wh_1',
      name: null,
      source: 'messaging',
      requestUrl: 'https://acquaint.example.test/hooks',
      enabled: true,
      events: ['message_received'],
      accountIds: ['acc_1'],
    },
  ])
})
