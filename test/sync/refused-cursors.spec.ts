import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts } from '../../src/sandbox/cast.ts'
import type { Store } from '../../src/store/open.ts'
import { backfill } from '../../src/sync/backfill.ts'
import { createUpstream } from '../../src/upstream/index.ts'
import { contentsOf } from '../harness/contents.ts'
import { databases } from '../harness/databases.ts'
import { startRewritten } from '../harness/rewritten.ts'
import { noPause, startSandbox } from '../harness/sandbox.ts'

const once = { retries: 0, pause: noPause }
const isList = ({ pathname, searchParams }: URL) =>
  pathname === '/api/v1/chats' && searchParams.get('account_id') === castAccounts.marieLinkedin

describe.each(databases)('a saved cursor that upstream refuses, on $name', ({ open }) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('has its list read anew', async () => {
    await using undisturbed = await startSandbox(store)
    await backfill(undisturbed.context, once)
    await using world = await startSandbox(store)
    let cursor: string | null = 'same'
    await using proxy = await startRewritten(world.url, (request, body) => {
      if (isList(request) && cursor) body.cursor = cursor
    })
    await using upstream = createUpstream({ baseUrl: proxy.url, apiKey: 'sandbox', retry: { baseDelayMs: 1 } })
    const context = { ...world.context, upstream }

    const first = await backfill(context, once)
    cursor = null
    const second = await backfill(context, once)

    const chatsOf = ({ failures }: typeof first) => failures.filter(({ stream }) => stream === 'CHATS')
    expect(chatsOf(first).map(({ account }) => account.unipileId)).toEqual([castAccounts.marieLinkedin])
    expect(chatsOf(second)).toEqual([])
    expect(await contentsOf(store.sql, context.workspaceId)).toEqual(
      await contentsOf(store.sql, undisturbed.context.workspaceId),
    )
  })

  it('is asked once an attempt while the list gives it again', async () => {
    await using world = await startSandbox(store)
    let asked: (string | null)[] = []
    await using proxy = await startRewritten(world.url, (request, body) => {
      if (!isList(request)) return
      asked.push(request.searchParams.get('cursor'))
      body.cursor = 'same'
    })
    await using upstream = createUpstream({ baseUrl: proxy.url, apiKey: 'sandbox', retry: { baseDelayMs: 1 } })
    const context = { ...world.context, upstream }
    await backfill(context, once)
    asked = []

    const { failures } = await backfill(context, once)

    // The proxy sees good answers alone: the one from the beginning, between two refusals.
    expect(asked).toEqual([null])
    expect(failures.find(({ stream }) => stream === 'CHATS')?.error.message).toContain('400')
  })
})
