import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { castChats } from '../../src/sandbox/cast.ts'
import { liveWriter } from './live-writer.ts'
import { SetChatRead } from './writing.ts'

describe('marking a chat as read', async () => {
  const { live, writer } = await liveWriter()

  it('marks it here and upstream', async () => {
    const { chat_id } = live.upstream.emit({ type: 'message_received', chat_id: castChats.marieWithAda })
    await live.settled()
    const chat = await writer.findChat(({ unipileId }) => unipileId === chat_id)
    expect(chat.unreadCount).toBeGreaterThan(0)

    const { setChatRead } = await live.query(SetChatRead, { input: { chat: chat.id, idempotencyKey: randomUUID() } })

    expect(setChatRead).toEqual({ __typename: 'ChatReadSet', chat: { unreadCount: 0 }, cursor: expect.any(String) })
    expect(live.upstream.world.findChat(chat_id ?? '')?.unreadCount).toBe(0)
  })
})
