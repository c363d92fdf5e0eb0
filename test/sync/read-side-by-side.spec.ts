import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingestAccounts } from '../../src/store/ingest/accounts.ts'
import { ingestChats } from '../../src/store/ingest/chats.ts'
import { ingestMembers } from '../../src/store/ingest/members.ts'
import { ingestPastMessages } from '../../src/store/ingest/messages.ts'
import type { Store } from '../../src/store/open.ts'
import type { Sql } from '../../src/store/sql.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import { backfill } from '../../src/sync/backfill.ts'
import { contentsOf } from '../harness/contents.ts'
import { databases } from '../harness/databases.ts'
import {
  accountObservation,
  attendeeObservation,
  chatObservation,
  messageObservation,
} from '../harness/observations.ts'
import { noPause, startSandbox } from '../harness/sandbox.ts'

const once = { retries: 0, pause: noPause }
const origin = { source: 'CHAT_LIST', observedAt: '2026-11-20T12:00:00.000Z', isPast: true } as const

describe.each(databases)('the messages of an account and its people, on $name', ({ open }) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it.each(['people', 'messages'] as const)('are read side by side, however long the %s take', async (slow) => {
    await using plain = await startSandbox(store)
    const { failures } = await backfill(plain.context, once)
    await using world = await startSandbox(store)
    const { upstream } = world.context
    const begun = new Map<string, PromiseWithResolvers<void>>()
    const of = (accountId: string) => {
      const one = begun.get(accountId) ?? Promise.withResolvers<void>()
      begun.set(accountId, one)
      return one
    }
    /** The slow list of an account waits until the other one was asked for. */
    const ask = async (list: typeof slow, accountId: string) => {
      if (list === slow) await of(accountId).promise
      else of(accountId).resolve()
    }

    const sideBySide = await backfill(
      {
        ...world.context,
        upstream: {
          ...upstream,
          async listAttendees(options, signal) {
            await ask('people', options.accountId)
            return upstream.listAttendees(options, signal)
          },
          async listMessages(options, signal) {
            await ask('messages', options.accountId)
            return upstream.listMessages(options, signal)
          },
        },
      },
      once,
    )

    expect(sideBySide.failures.map(({ error }) => error.message)).toEqual(failures.map(({ error }) => error.message))
    expect(await contentsOf(store.sql, world.context.workspaceId)).toEqual(
      await contentsOf(store.sql, plain.context.workspaceId),
    )
  })
})

/** An embedded database has one connection, on which one transaction waits for the other. */
const servers = databases.filter(({ name }) => name !== 'PGlite')

describe.each(servers)('messages and members, on $name', ({ open }) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('do not wait for each other to be written', async () => {
    const workspaceId = await ensureWorkspace(store.sql, 'side-by-side', 'Test')
    const accounts = [accountObservation()]
    const [account] = await ingestAccounts(store.sql, { workspaceId, accounts, observedAt: origin.observedAt })
    const to = { workspaceId, accountId: account?.id ?? 0, origin }
    const chats = [chatObservation('club', { kind: 'GROUP' })]
    await store.transaction((sql) => ingestChats(sql, { ...to, chats }))
    const members = [attendeeObservation('ada'), attendeeObservation('owner', { isSelf: true })]
    const list = { ...to, chatUnipileId: 'chat-club', members }
    const impatiently = (work: (sql: Sql) => Promise<unknown>) =>
      store.transaction(async (sql) => {
        await sql({ name: 'test_impatient', text: `set local lock_timeout = '1s'` })
        await work(sql)
      })

    await store.transaction(async (sql) => {
      await ingestPastMessages(sql, { ...to, messages: [messageObservation('club', '1')] })
      await impatiently((other) => ingestMembers(other, list))
    })
    await store.transaction(async (sql) => {
      await ingestMembers(sql, list)
      await impatiently((other) => ingestPastMessages(other, { ...to, messages: [messageObservation('club', '2')] }))
    })

    const contents = await contentsOf(store.sql, workspaceId)
    expect(contents['messages']).toHaveLength(2)
    expect(contents['participants']).toHaveLength(2)
  })
})
