import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingestAccounts } from '../../src/store/ingest/accounts.ts'
import { ingestChats } from '../../src/store/ingest/chats.ts'
import { ingestMembers } from '../../src/store/ingest/members.ts'
import { ingestPastMessages } from '../../src/store/ingest/messages.ts'
import { markMessagesSeen } from '../../src/store/ingest/read-marks.ts'
import type { Store } from '../../src/store/open.ts'
import type { Sql } from '../../src/store/sql.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import { backfill } from '../../src/sync/backfill.ts'
import { backfillAccount } from '../../src/sync/backfill-account.ts'
import { readAccounts } from '../../src/sync/read-accounts.ts'
import { contentsOf } from '../harness/contents.ts'
import { databases } from '../harness/databases.ts'
import { impatiently } from '../harness/impatiently.ts'
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

  it('are left alone once the reading of one has failed for good', async () => {
    await using world = await startSandbox(store)
    const { database } = world.context
    const [account] = await readAccounts(world.context)
    if (!account) throw new Error('no account')
    const peopleEnd = Promise.withResolvers<void>()
    let running = 0
    const sql: Sql = async (statement, parameters) => {
      const ends = parameters?.includes('MESSAGES') && !parameters.includes('RUNNING')
      if (statement.name === 'checkpoints_save' && ends) {
        await peopleEnd.promise
        throw new Error('The database is gone')
      }
      return database.sql(statement, parameters)
    }
    const transaction: typeof database.transaction = (work) => {
      running++
      const slowly: typeof work = (inside) =>
        work(async (statement, parameters) => {
          if (statement.name === 'checkpoints_finish') {
            peopleEnd.resolve()
            await new Promise((resolve) => setTimeout(resolve, 100))
          }
          return inside(statement, parameters)
        })
      return database.transaction(slowly).finally(() => running--)
    }

    const reading = backfillAccount({ ...world.context, database: { ...database, sql, transaction } }, account)

    await expect(reading).rejects.toThrow('The database is gone')
    expect(running).toBe(0)
  })

  it('are no longer read when the reading of the others breaks', async () => {
    await using world = await startSandbox(store)
    const { upstream, database } = world.context
    const sql: Sql = (statement, parameters) => {
      const breaks = statement.name === 'checkpoints_save' && parameters?.includes('RELATIONS')
      return breaks ? Promise.reject(new Error('The database is gone')) : database.sql(statement, parameters)
    }
    const many = 2_000
    let pages = 0

    const reading = backfill(
      {
        ...world.context,
        database: { ...database, sql },
        upstream: {
          ...upstream,
          async listMessages(_options, signal) {
            await noPause(0, signal ?? new AbortController().signal)
            return { items: [], cursor: ++pages % many === 0 ? null : `${pages}`, broken: 0, brokenIds: [] }
          },
        },
      },
      once,
    )

    await expect(reading).rejects.toThrow('The database is gone')
    expect(pages).toBeLessThan(many)
  })
})

/** An embedded database has one connection, on which one transaction waits for the other. */
const servers = databases.filter(({ name }) => name !== 'PGlite')

describe.each(servers)('messages and members, on $name', ({ open }) => {
  let store: Store
  let workspaces = 0

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  async function accountWithClub() {
    const workspaceId = await ensureWorkspace(store.sql, `side-by-side-${workspaces++}`, 'Test')
    const accounts = [accountObservation()]
    const [account] = await ingestAccounts(store.sql, { workspaceId, accounts, observedAt: origin.observedAt })
    const to = { workspaceId, accountId: account?.id ?? 0, origin }
    const chats = [chatObservation('club', { kind: 'GROUP' })]
    await store.transaction((sql) => ingestChats(sql, { ...to, chats }))
    return { to, workspaceId }
  }

  it('do not wait for each other to be written', async () => {
    const { to, workspaceId } = await accountWithClub()
    const members = [attendeeObservation('ada'), attendeeObservation('owner', { isSelf: true })]
    const list = { ...to, chatUnipileId: 'chat-club', members }

    await store.transaction(async (sql) => {
      await ingestPastMessages(sql, { ...to, messages: [messageObservation('club', '1')] })
      await impatiently(store, (other) => ingestMembers(other, list))
    })
    await store.transaction(async (sql) => {
      await ingestMembers(sql, list)
      await impatiently(store, (other) =>
        ingestPastMessages(other, { ...to, messages: [messageObservation('club', '2')] }),
      )
    })

    const contents = await contentsOf(store.sql, workspaceId)
    expect(contents['messages']).toHaveLength(2)
    expect(contents['participants']).toHaveLength(2)
  })

  it('queue with marks of what was read, so that neither waits for rows of the other', async () => {
    const { to } = await accountWithClub()

    await store.transaction(async (sql) => {
      await ingestPastMessages(sql, { ...to, messages: [messageObservation('club', '1')] })
      const marks = impatiently(store, (other) => markMessagesSeen(other, to.accountId, ['message-another']))
      await expect(marks).rejects.toThrow('lock timeout')
    })
  })
})
