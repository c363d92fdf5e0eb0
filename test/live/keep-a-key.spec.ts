import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChatReadSet } from '../../src/domain/client-write.ts'
import { ingestAccounts } from '../../src/store/ingest/accounts.ts'
import type { Store } from '../../src/store/open.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import { createUpstream } from '../../src/upstream/index.ts'
import { type Attempt, once } from '../../src/writes/once.ts'
import { databases } from '../harness/databases.ts'
import { accountObservation } from '../harness/observations.ts'

const observedAt = '2026-11-20T12:00:00.000Z'

describe.each(databases)('the key of a write, on $name', ({ open }) => {
  let store: Store
  let workspaceId: number
  let accountId: number
  let clock: number

  beforeAll(async () => {
    store = await open()
    workspaceId = await ensureWorkspace(store.sql, 'keys', 'Test')
    const accounts = [accountObservation()]
    const [account] = await ingestAccounts(store.sql, { workspaceId, accounts, observedAt })
    accountId = account?.id ?? 0
    clock = Date.parse(observedAt)
  })
  afterAll(() => store.close())

  function write(key: string, attempt: (attempt: Attempt<ChatReadSet>) => Promise<ChatReadSet>) {
    const upstream = createUpstream({ baseUrl: 'http://127.0.0.1:1', apiKey: 'none' })
    const now = () => new Date(clock)
    const options = { upstream, database: store, workspaceId, now, pause: sleep, onUnknown() {} }
    return once<ChatReadSet>(options, { mutation: 'setChatRead', key, asked: {}, accountId, attempt })
  }

  const done = (): ChatReadSet => ({ result: 'CHAT_READ_SET', accountId, chatId: '1', read: true, end: 0 })
  const trace = { chatUnipileId: 'chat', recipientProviderId: null, text: null }

  it('is not given back when something of ours fails after the write went out', async () => {
    const key = randomUUID()
    let sent = 0
    const fails = write(key, async (attempt) => {
      await attempt.trace(trace, done())
      sent += 1
      throw new Error('The database went away')
    })
    await expect(fails).rejects.toThrow('The database went away')

    const again = await write(key, async () => {
      sent += 1
      return done()
    })

    expect(again).toMatchObject({ result: 'OUTCOME_UNKNOWN' })
    expect(sent).toBe(1)
  })

  it('is given back when something fails before', async () => {
    const key = randomUUID()
    await expect(
      write(key, async () => {
        throw new Error('Upstream could not be read')
      }),
    ).rejects.toThrow('Upstream could not be read')

    expect(await write(key, async () => done())).toEqual(done())
  })

  it('goes to another process when its own is silent for long, and what has not gone out never does', async () => {
    const key = randomUUID()
    const sent: string[] = []
    const silent = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const first = write(key, async (attempt) => {
      begun.resolve()
      await silent.promise
      await attempt.trace(trace, done())
      sent.push('first')
      return done()
    })
    await begun.promise

    clock += 16_000
    const second = await write(key, async (attempt) => {
      await attempt.trace(trace, done())
      sent.push('second')
      return done()
    })
    silent.resolve()

    expect([await first, second]).toEqual([done(), done()])
    expect(sent).toEqual(['second'])
  })

  it('is nobody’s when its process is silent after the write went out, until that is heard of again', async () => {
    const key = randomUUID()
    const silent = Promise.withResolvers<void>()
    const gone = Promise.withResolvers<void>()
    const first = write(key, async (attempt) => {
      await attempt.trace(trace, done())
      gone.resolve()
      await silent.promise
      return done()
    })
    await gone.promise

    clock += 16_000
    const never = async () => {
      throw new Error('It is written a second time')
    }
    const meanwhile = await write(key, never)
    silent.resolve()

    expect(meanwhile).toMatchObject({ result: 'OUTCOME_UNKNOWN' })
    expect(await first).toEqual(done())
    expect(await write(key, never)).toEqual(done())
  })
})
