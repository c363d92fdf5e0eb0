import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/open.ts'
import { beginWrite, findWrite, giveUpWrite, traceWrite } from '../../src/store/writes/client-writes.ts'
import { settleSeenWrites } from '../../src/store/writes/seen-writes.ts'
import { databases } from '../harness/databases.ts'
import { createSeed, type SeededChat } from '../harness/seed.ts'

const startedAt = '2026-11-20T12:00:00.000Z'
const later = (minutes: number) => new Date(Date.parse(startedAt) + minutes * 60_000).toISOString()

describe.each(databases)('a message of which nobody knows, on $name', ({ open }) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  async function chatOf() {
    const seed = await createSeed(store.sql)
    const account = await seed.account()
    const own = { isOwn: true, text: 'Ping' }
    const chat = await seed.chat(account, { participants: [await seed.attendee(account, await seed.user())] })
    return {
      store: (sentAt: string) => seed.message(chat, { ...own, sentAt }),
      send: () => send(seed.workspaceId, chat),
    }
  }

  /** Writes a message that goes out and is not heard of; gives what became of it later. */
  async function send(workspaceId: number, { accountId, unipileId: chatUnipileId }: SeededChat) {
    const claim = { workspaceId, mutation: 'sendMessage', key: 'ping', startedAt }
    await beginWrite(store.sql, claim, { inputDigest: 'input', accountId, heldUntil: later(1) })
    const trace = { chatUnipileId, recipientProviderId: null, text: 'Ping' }
    await traceWrite(store.sql, claim, trace, { result: 'MESSAGE_SENT', accountId, chatUnipileId })
    await giveUpWrite(store.sql, claim)
    return async () => {
      await settleSeenWrites(store.sql, accountId)
      return (await findWrite(store.sql, claim))?.state
    }
  }

  it.each([-9, 0, 9])('was not sent by the one that was here before, dated %i minutes later', async (minutes) => {
    const chat = await chatOf()
    await chat.store(later(minutes))

    const state = await chat.send()

    expect(await state()).toBe('UNKNOWN')
  })

  it.each([-9, 0, 9])('was sent by the one that came after, dated %i minutes later', async (minutes) => {
    const chat = await chatOf()
    await chat.store(later(-1))
    const state = await chat.send()

    await chat.store(later(minutes))

    expect(await state()).toBe('DONE')
  })

  it('was not sent by one of long before that was only now read', async () => {
    const chat = await chatOf()
    const state = await chat.send()

    await chat.store(later(-11))

    expect(await state()).toBe('UNKNOWN')
  })
})
