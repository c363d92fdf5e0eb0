import { expect, it } from 'vitest'
import { createUpstream } from '../../src/upstream/index.ts'
import { answerError, answerJson, apiKey, given, rejection } from './harness.ts'

const message = { accountId: 'acc_1', chatId: 'chat_1', text: 'Hello' }

it.each([
  ['500', 500, 'provider_error'],
  ['503', 503, 'service_unavailable'],
  ['504', 504, 'request_timeout'],
  ['a provider out of reach', 422, 'provider_unreachable'],
])('does not repeat a write that may have happened: %s', async (_what, status, slug) => {
  await using world = await given((_asked, response) => answerError(response, status, slug))

  const error = await rejection(world.upstream.sendMessage(message))

  expect(error).toMatchObject({ name: 'IndeterminateWriteError', code: 'INDETERMINATE_WRITE', status })
  expect(world.asked).toHaveLength(1)
})

it('does not repeat a write whose connection was cut', async () => {
  await using world = await given((_asked, response) => response.destroy())

  const error = await rejection(world.upstream.sendMessage(message))

  expect(error).toMatchObject({ name: 'IndeterminateWriteError', status: null })
  expect(world.asked).toHaveLength(1)
})

it('does not know about a write that was answered with something else', async () => {
  await using world = await given((_asked, response) => response.writeHead(201).end('sent'))

  const error = await rejection(world.upstream.sendMessage(message))

  expect(error).toMatchObject({ name: 'IndeterminateWriteError', status: 201 })
})

it('does not repeat a write that was told to wait', async () => {
  await using world = await given((_asked, response) =>
    answerError(response, 429, 'too_many_requests', { 'retry-after': '0' }),
  )

  const error = await rejection(world.upstream.sendMessage(message))

  expect(error).toMatchObject({ name: 'BudgetError', retryAfterMs: 0 })
  expect(world.asked).toHaveLength(1)
})

it('knows that a write did not happen when nobody could be reached', async () => {
  const closed = await given(() => {})
  await closed[Symbol.asyncDispose]()
  await using upstream = createUpstream({ baseUrl: closed.baseUrl, apiKey })

  const error = await rejection(upstream.sendMessage(message))

  expect(error).toMatchObject({ name: 'UpstreamUnavailableError', reason: 'NETWORK' })
})

it('starts a chat with a form that repeats attendees and brackets LinkedIn options', async () => {
  await using world = await given((_asked, response) =>
    answerJson(response, { object: 'ChatStarted', chat_id: 'chat_9', message_id: null }, 201),
  )

  const started = await world.upstream.startChat({
    accountId: 'acc_1',
    attendeeProviderIds: ['ACoAAada', 'ACoAAbob'],
    text: 'Hello',
    linkedin: { api: 'classic', inmail: true },
    attachments: [{ fileName: 'note.txt', content: new Blob(['attached'], { type: 'text/plain' }) }],
  })

  expect(started).toEqual({ chatUnipileId: 'chat_9', messageUnipileId: null })
  const form = await formOf(world.asked[0])
  expect(form.getAll('attendees_ids')).toEqual(['ACoAAada', 'ACoAAbob'])
  expect(Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'))).toEqual({
    account_id: 'acc_1',
    attendees_ids: 'ACoAAbob',
    text: 'Hello',
    'linkedin[api]': 'classic',
    'linkedin[inmail]': 'true',
  })
  expect(form.get('attachments')).toMatchObject({ name: 'note.txt', type: 'text/plain', size: 8 })
})

it('sends a message into a chat of the account it names', async () => {
  await using world = await given((_asked, response) => answerJson(response, { message_id: 'msg_9' }, 201))

  const sent = await world.upstream.sendMessage({ ...message, quotedMessageId: 'msg_1' })

  expect(sent).toEqual({ messageUnipileId: 'msg_9' })
  expect(world.asked[0]).toMatchObject({ method: 'POST', url: '/api/v1/chats/chat_1/messages' })
  expect(Object.fromEntries(await formOf(world.asked[0]))).toEqual({
    account_id: 'acc_1',
    text: 'Hello',
    quote_id: 'msg_1',
  })
})

it('marks a chat read, and invites', async () => {
  await using world = await given((_asked, response) => answerJson(response, { invitation_id: 'inv_1' }))

  await world.upstream.setChatRead({ accountId: 'acc_1', chatId: 'chat_1', read: true })
  const invited = await world.upstream.sendInvitation({ accountId: 'acc_1', providerId: 'ACoAAada', message: 'Hi' })

  expect(invited).toEqual({ invitationId: 'inv_1' })
  expect(world.asked.map(({ method, url, body }) => [method, url, JSON.parse(body)])).toEqual([
    ['PATCH', '/api/v1/chats/chat_1', { action: 'setReadStatus', value: true }],
    ['POST', '/api/v1/users/invite', { account_id: 'acc_1', provider_id: 'ACoAAada', message: 'Hi' }],
  ])
})

function formOf(asked: { headers: { 'content-type'?: string | undefined }; body: string } | undefined) {
  return new Response(asked?.body ?? '', {
    headers: { 'content-type': asked?.headers['content-type'] ?? '' },
  }).formData()
}
