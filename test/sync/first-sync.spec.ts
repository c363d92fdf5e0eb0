import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { computeEvidence } from '../../src/store/ingest/evidence.ts'
import type { Store } from '../../src/store/open.ts'
import { backfill } from '../../src/sync/backfill.ts'
import type { SyncProgress } from '../../src/sync/context.ts'
import { contentsOf } from '../harness/contents.ts'
import { databases } from '../harness/databases.ts'
import { noPause, startSandbox } from '../harness/sandbox.ts'

const once = { retries: 0, pause: noPause }

describe.each(databases)('the first sync, on $name', ({ open }) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('reads every list of every account', async () => {
    await using world = await startSandbox(store)

    const { accounts } = await backfill(world.context, once)

    const contents = await contentsOf(store.sql, world.context.workspaceId)
    expect(contents['accounts']).toHaveLength(accounts.length)
    for (const table of ['identifiers', 'attendees', 'contacts', 'chats', 'participants', 'messages'])
      expect(contents[table], table).not.toEqual([])
  })

  it('explains everybody as computing it all once more would', async () => {
    await using world = await startSandbox(store)
    await backfill(world.context, once)
    const before = await contentsOf(store.sql, world.context.workspaceId)
    const everybody = await store.sql<{ id: string }>({ name: 'test_everybody', text: 'select id from attendee' })

    await store.transaction((sql) =>
      computeEvidence(
        sql,
        everybody.map(({ id }) => id),
      ),
    )

    expect(await contentsOf(store.sql, world.context.workspaceId)).toEqual(before)
  })

  it('changes nothing when it is repeated from the beginning', async () => {
    await using world = await startSandbox(store)
    await backfill(world.context, once)
    const before = await contentsOf(store.sql, world.context.workspaceId)
    await store.sql({ name: 'test_forget', text: 'delete from sync_checkpoint' })

    await backfill(world.context, once)

    expect(await contentsOf(store.sql, world.context.workspaceId)).toEqual(before)
  })

  it('asks upstream only for the account list when everything is read', async () => {
    await using world = await startSandbox(store)
    await backfill(world.context, { retries: 1, pause: noPause })
    const before = world.sandbox.requests.length

    await backfill(world.context, once)

    const paths = world.sandbox.requests.slice(before).map(({ path }) => path)
    expect(paths.filter((path) => path !== '/accounts' && path !== '/users/relations')).toEqual([])
  })

  it('ends as if undisturbed when it is stopped after any page and started again', async () => {
    await using undisturbed = await startSandbox(store)
    await backfill(undisturbed.context, once)
    const expected = await contentsOf(store.sql, undisturbed.context.workspaceId)
    await using disturbed = await startSandbox(store)

    const pages = new Map<string, number>()
    let stops = 0
    for (let ended = false; !ended; ) {
      const stop = new AbortController()
      const onProgress = ({ account, checkpoint: { stream, requests } }: SyncProgress) => {
        const key = `${account.unipileId} ${stream}`
        if (requests > (pages.get(key) ?? 0)) stop.abort()
        pages.set(key, requests)
      }
      ended = await backfill({ ...disturbed.context, onProgress, signal: stop.signal }, once).then(
        () => !stop.signal.aborted,
        () => false,
      )
      stops += ended ? 0 : 1
    }

    expect(stops).toBeGreaterThan(5)
    expect(await contentsOf(store.sql, disturbed.context.workspaceId)).toEqual(expected)
  })

  it('reads the other accounts when one can not be read, tells why, and reads that one later', async () => {
    await using world = await startSandbox(store)
    const [broken] = world.sandbox.world.accounts
    world.sandbox.faults.add({ match: { account_id: broken?.id ?? '', path: '/chats' }, fault: '500' })

    const first = await backfill(world.context, once)
    world.sandbox.faults.clear()
    const second = await backfill(world.context, once)

    const chatsOf = ({ failures }: typeof first) => failures.filter(({ stream }) => stream === 'CHATS')
    expect(chatsOf(first).map(({ account }) => account.unipileId)).toEqual([broken?.id])
    expect(chatsOf(first)[0]?.error.message).toContain('500')
    expect(chatsOf(second)).toEqual([])
  })
})
