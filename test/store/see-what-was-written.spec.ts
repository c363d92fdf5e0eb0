import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MessageSent, WriteRefused } from '../../src/domain/client-write.ts'
import type { Store } from '../../src/store/open.ts'
import {
  beginWrite,
  findWrite,
  giveUpWrite,
  releaseWrite,
  settleWrite,
  traceWrite,
} from '../../src/store/writes/client-writes.ts'
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
      /** Sends a message that is not heard of; gives what became of it later. */
      async send() {
        const { giveUp, state, stateNow } = await begin(seed.workspaceId, chat, 'ping')
        await giveUp()
        return Object.assign(state, { now: stateNow })
      },
      /** The same words once more, under another key. */
      sendAgain: () => begin(seed.workspaceId, chat, 'again'),
      /** The same words to somebody else. */
      async sendElsewhere() {
        const participants = [await seed.attendee(account, await seed.user())]
        return begin(seed.workspaceId, await seed.chat(account, { participants }), 'elsewhere')
      },
    }
  }

  /** Writes a message that goes out. */
  async function begin(workspaceId: number, { accountId, unipileId: chatUnipileId }: SeededChat, key: string) {
    const claim = { workspaceId, mutation: 'sendMessage', key, startedAt }
    await beginWrite(store.sql, claim, { inputDigest: 'input', accountId, heldUntil: later(1) })
    const trace = { chatUnipileId, recipientProviderId: null, text: 'Ping' }
    const done = { result: 'MESSAGE_SENT', accountId, chatUnipileId } as const
    await traceWrite(store.sql, claim, trace, done)
    return {
      giveUp: () => giveUpWrite(store.sql, claim),
      release: () => releaseWrite(store.sql, claim),
      settle: (outcome: Partial<MessageSent | WriteRefused>) =>
        settleWrite(store.sql, claim, { ...done, ...outcome } as MessageSent | WriteRefused),
      async state() {
        await settleSeenWrites(store.sql, accountId)
        return (await findWrite(store.sql, claim))?.state
      },
      stateNow: async () => (await findWrite(store.sql, claim))?.state,
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

  it('was not sent by the one that another write of the same words turns out to have sent', async () => {
    const chat = await chatOf()
    const state = await chat.send()
    const again = await chat.sendAgain()
    const { unipileId } = await chat.store(later(1))

    const before = await state()
    await again.settle({ messageUnipileId: unipileId })

    expect([before, await state()]).toEqual(['UNKNOWN', 'UNKNOWN'])
  })

  it('was sent by the one that another write of the same words turns out not to have sent', async () => {
    const chat = await chatOf()
    const state = await chat.send()
    const again = await chat.sendAgain()
    await chat.store(later(1))

    await again.settle({ result: 'REFUSED', refusal: 'CHAT_READ_ONLY' })

    expect(await state()).toBe('DONE')
  })

  it('was sent, though the same words are on their way to somebody else', async () => {
    const chat = await chatOf()
    const state = await chat.send()
    await chat.sendElsewhere()
    await chat.store(later(1))

    expect(await state()).toBe('DONE')
  })

  it('is told to have been sent as soon as its rival turns out not to have gone out', async () => {
    const chat = await chatOf()
    const state = await chat.send()
    const again = await chat.sendAgain()
    await chat.store(later(1))
    const before = await state()

    await again.release()

    expect([before, await state.now()]).toEqual(['UNKNOWN', 'DONE'])
  })
})
