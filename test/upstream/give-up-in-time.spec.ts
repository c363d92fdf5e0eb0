import { expect, it } from 'vitest'
import { answerJson, given, rejection } from './harness.ts'

const never = () => {}
const timeoutMs = { STORE_READ: 100, LIVE_LOOKUP: 110, WRITE: 120 }
const lookup = { accountId: 'acc_1', provider: 'WHATSAPP', identifier: '33600000011' } as const

it('asks the store again after a timeout, but neither a provider nor a write', async () => {
  await using world = await given(never, { timeoutMs })

  const errors = [
    await rejection(world.upstream.getAccount('acc_1')),
    await rejection(world.upstream.getProfile(lookup)),
    await rejection(world.upstream.sendMessage({ accountId: 'acc_1', chatId: 'chat_1', text: 'Hello' })),
  ]

  expect(errors).toMatchObject([
    { name: 'UpstreamUnavailableError', reason: 'TIMEOUT', message: expect.stringContaining('100 ms') },
    { name: 'UpstreamUnavailableError', reason: 'TIMEOUT', message: expect.stringContaining('110 ms') },
    { name: 'IndeterminateWriteError', message: expect.stringContaining('120 ms') },
  ])
  expect(world.asked.map(({ url }) => url.split('?')[0])).toEqual([
    ...Array(3).fill('/api/v1/accounts/acc_1'),
    '/api/v1/users/33600000011',
    '/api/v1/chats/chat_1/messages',
  ])
})

it('does not wait for the rest of a body for ever', async () => {
  await using world = await given(
    (_asked, response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":'),
    { timeoutMs, retry: { attempts: { STORE_READ: 1, LIVE_LOOKUP: 1 } } },
  )

  const error = await rejection(world.upstream.getAccount('acc_1'))

  expect(error).toMatchObject({ name: 'UpstreamUnavailableError', reason: 'TIMEOUT' })
})

it('stops a read with the reason of its caller', async () => {
  const caller = new AbortController()
  const outcomes: string[] = []
  await using world = await given(() => caller.abort(new Error('the client left')), {
    onCall: ({ outcome }) => outcomes.push(outcome),
  })

  const error = await rejection(world.upstream.getAccount('acc_1', caller.signal))

  expect(error).toBe(caller.signal.reason)
  expect(outcomes).toEqual(['ABORTED'])
})

it('does not know about a write that its caller gave up on', async () => {
  const caller = new AbortController()
  await using world = await given(() => caller.abort())

  const error = await rejection(
    world.upstream.sendMessage({ accountId: 'acc_1', chatId: 'chat_1', text: 'Hello' }, caller.signal),
  )

  expect(error).toMatchObject({ name: 'IndeterminateWriteError' })
})

it('asks nothing for a caller that has left already', async () => {
  await using world = await given((_asked, response) => answerJson(response, {}))

  const error = await rejection(world.upstream.getAccount('acc_1', AbortSignal.abort('gone')))

  expect(error).toBe('gone')
  expect(world.asked).toEqual([])
})
