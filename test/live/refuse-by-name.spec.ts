import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { castAccounts } from '../../src/sandbox/cast.ts'
import { type Live, startLive } from './harness.ts'
import { SendMessage, StartChat, type Writer, writerTo } from './writing.ts'

describe('what is not written', () => {
  let live: Live
  let writer: Writer

  beforeAll(async () => {
    live = await startLive({ sandbox: { now: () => Date.now() } })
    writer = writerTo(live)
  })
  afterAll(() => live[Symbol.asyncDispose]())
  beforeEach(() => live.upstream.faults.clear())

  it('is refused by the name of what the provider says', async () => {
    const ref = await writer.byInternalId(castAccounts.marieLinkedin, writer.stranger('LINKEDIN'))
    const input = { ...ref, text: 'Hello' }
    const before = (await live.changes()).length

    const { startChat } = await live.query(StartChat, { input })

    expect(startChat.__typename).toBe('NotAContact')
    expect((await live.changes()).length).toBe(before)
    live.upstream.faults.add({ match: { method: 'POST', path: '/chats' }, fault: '429', retryAfter: 60, times: 1 })
    const spent = await live.query(StartChat, { input: { ...input, idempotencyKey: randomUUID() } })
    expect(spent.startChat.__typename).toBe('BudgetSpent')
  })

  it('is not sent into a chat that can’t be written in', async () => {
    const chat = await writer.findChat(({ readOnly }) => readOnly)

    const { sendMessage } = await live.query(SendMessage, {
      input: { chat: chat.id, text: 'Hello?', idempotencyKey: randomUUID() },
    })

    expect(sendMessage.__typename).toBe('ChatReadOnly')
  })
})
