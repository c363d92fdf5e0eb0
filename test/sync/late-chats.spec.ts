import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/open.ts'
import type { Sql } from '../../src/store/sql.ts'
import { backfill } from '../../src/sync/backfill.ts'
import type { SyncContext } from '../../src/sync/context.ts'
import { contentsOf } from '../harness/contents.ts'
import { databases } from '../harness/databases.ts'
import { noPause, startSandbox } from '../harness/sandbox.ts'

const once = { retries: 0, pause: noPause }

describe.each(databases)('messages of a chat that was begun after the chats were listed, on $name', ({ open }) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  /** What a first sync reads, with this done to how it reads. */
  async function readWith(change: (context: SyncContext) => SyncContext = (context) => context) {
    await using world = await startSandbox(store)
    const { failures } = await backfill(change(world.context), once)
    const contents = await contentsOf(store.sql, world.context.workspaceId)
    return {
      chats: contents['chats']?.length ?? 0,
      messages: contents['messages'] ?? [],
      failures: failures.map(({ stream, error }) => `${stream}: ${error.message}`),
    }
  }

  /** The first chat of each list is not in it. */
  function withLateChats({ upstream, ...context }: SyncContext, getChat: typeof upstream.getChat): SyncContext {
    return {
      ...context,
      upstream: {
        ...upstream,
        async listChats(options, signal) {
          const page = await upstream.listChats(options, signal)
          return { ...page, items: page.items.slice(1) }
        },
        getChat,
      },
    }
  }

  it('are taken in with the chat, which is asked for', async () => {
    const plain = await readWith()
    let asked = 0

    const read = await readWith((context) =>
      withLateChats(context, (...chat) => {
        asked += 1
        return context.upstream.getChat(...chat)
      }),
    )

    expect(asked).toBeGreaterThan(0)
    expect(read).toEqual(plain)
  })

  it('are left out when upstream has the chat no more, and the others are taken in', async () => {
    const plain = await readWith()

    const read = await readWith((context) =>
      withLateChats(context, (_chat, signal) => context.upstream.getChat('no_such_chat', signal)),
    )

    expect(read.failures).toEqual(plain.failures)
    expect(read.messages.length).toBeGreaterThan(0)
    expect(read.messages.length).toBeLessThan(plain.messages.length)
    expect(plain.messages).toEqual(expect.arrayContaining([...read.messages]))
  })

  it('are looked for only where some are missing', async () => {
    const run: string[] = []
    const recording =
      (sql: Sql): Sql =>
      (statement, parameters) => {
        run.push(statement.name)
        return sql(statement, parameters)
      }

    await readWith((context) => ({
      ...context,
      database: {
        ...store,
        sql: recording(store.sql),
        transaction: (work) => store.transaction((sql) => work(recording(sql))),
      },
    }))

    expect(run).toContain('ingest_messages_past')
    expect(run).not.toContain('ingest_messages_missing_chats')
  })
})
