import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { castAccounts, castChats, castUsers } from '../../src/sandbox/cast.ts'
import { liveWriter } from './live-writer.ts'
import { SendMessage, StartChat } from './writing.ts'

describe('a message with the words of another', async () => {
  const { live, writer } = await liveWriter()
  beforeEach(() => live.upstream.faults.clear())

  /** The next write is answered as if it may have happened, and has not. */
  const lose = (fault: '503' | '504') =>
    live.upstream.faults.add({ match: { method: 'POST', path: '/chats' }, fault, times: 1 })

  async function writtenOnPhone(text: string) {
    live.upstream.emit({ type: 'message_received', chat_id: castChats.marieWithAda, isSender: true, text })
    await live.settled()
  }

  async function toAda(text: string) {
    const { id } = await writer.findChat(({ unipileId }) => unipileId === castChats.marieWithAda)
    return { chat: id, text, idempotencyKey: randomUUID() as string }
  }

  it('is not taken for sent by what the owner wrote on their phone before', async () => {
    await writtenOnPhone('Ping from phone')
    const input = await toAda('Ping from phone')
    lose('504')

    const { sendMessage } = await live.query(SendMessage, { input })

    expect(sendMessage.__typename).toBe('OutcomeUnknown')
  })

  it('is not taken for the start of a chat either', async () => {
    await writtenOnPhone('Again from phone')
    const ref = await writer.byInternalId(castAccounts.marieLinkedin, castUsers.adaLinkedin)
    lose('503')

    const { startChat } = await live.query(StartChat, { input: { ...ref, text: 'Again from phone' } })

    expect(startChat.__typename).toBe('OutcomeUnknown')
  })
})
