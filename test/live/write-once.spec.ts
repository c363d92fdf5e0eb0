import { beforeEach, describe, expect, it } from 'vitest'
import { castAccounts } from '../../src/sandbox/cast.ts'
import { until } from './harness.ts'
import { liveWriter } from './live-writer.ts'
import { StartChat } from './writing.ts'

describe('writing at most once', async () => {
  const { live, writer } = await liveWriter()
  beforeEach(() => live.upstream.faults.clear())

  it('writes once for a key, however often it is asked', async () => {
    const { input } = await writer.toStranger(castAccounts.marieWhatsapp, { text: 'Just once' })
    const before = writer.writes()

    const answers = await Promise.all(Array.from({ length: 5 }, () => live.query(StartChat, { input })))
    const later = await live.query(StartChat, { input })

    expect(writer.writes() - before).toBe(1)
    const chats = [...answers, later].map(({ startChat }) => 'chat' in startChat && startChat.chat?.unipileId)
    expect(new Set(chats).size).toBe(1)
    const other = { ...input, text: 'Something else' }
    expect((await live.query(StartChat, { input: other })).startChat.__typename).toBe('IdempotencyKeyReused')
  })

  it.each(['504', 'cut'] as const)(
    'never repeats a write answered by %s, and settles it by what it sees',
    async (fault) => {
      const { input } = await writer.toStranger(castAccounts.marieWhatsapp, { text: `Lost in ${fault}` })
      live.upstream.faults.add({ match: { method: 'POST', path: '/chats' }, fault, times: 1, isDoneFirst: true })
      const before = writer.writes()

      const { startChat } = await live.query(StartChat, { input })

      expect(startChat.__typename === 'OutcomeUnknown' || startChat.__typename === 'ChatStarted').toBe(true)
      await until(async () => (await live.query(StartChat, { input })).startChat.__typename === 'ChatStarted')
      expect(writer.writes() - before).toBe(1)
    },
  )

  it('says that nobody knows, when a write may have happened and is not seen', async () => {
    const { input } = await writer.toStranger(castAccounts.marieWhatsapp, { text: 'Into the void' })
    live.upstream.faults.add({ match: { method: 'POST', path: '/chats' }, fault: '504', times: 1 })
    const before = writer.writes()

    const first = await live.query(StartChat, { input })
    const second = await live.query(StartChat, { input })

    expect([first, second].map(({ startChat }) => startChat.__typename)).toEqual(['OutcomeUnknown', 'OutcomeUnknown'])
    expect(writer.writes() - before).toBe(1)
  })
})
