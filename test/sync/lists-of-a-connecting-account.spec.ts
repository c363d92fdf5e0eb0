import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts } from '../../src/sandbox/cast.ts'
import { findAccounts } from '../../src/store/accounts.ts'
import type { Store } from '../../src/store/open.ts'
import { backfill } from '../../src/sync/backfill.ts'
import { readNews } from '../../src/sync/incremental.ts'
import { createUpstream } from '../../src/upstream/index.ts'
import { databases } from '../harness/databases.ts'
import { startRewritten } from '../harness/rewritten.ts'
import { noPause, startSandbox } from '../harness/sandbox.ts'

describe.each(databases)('an account whose past upstream reads again, on $name', ({ open }) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('loses nothing that its lists do not show yet, until upstream has read it', async () => {
    await using world = await startSandbox(store)
    let isConnecting = false
    await using proxy = await startRewritten(world.url, ({ pathname }, body) => {
      if (!isConnecting) return
      if (pathname.startsWith('/api/v1/accounts/')) body['sources'] = [{ id: 'x_MESSAGING', status: 'CONNECTING' }]
      if (/\/(chats|chat_attendees|relations|messages)$/.test(pathname))
        Object.assign(body, { items: [], cursor: null })
    })
    await using upstream = createUpstream({ baseUrl: proxy.url, apiKey: 'sandbox' })
    const clock = { now: Date.parse('2026-11-20T12:00:00Z') }
    const context = { ...world.context, upstream, now: () => new Date(clock.now) }
    await backfill(context, { retries: 0, pause: noPause })
    const accounts = await findAccounts(store.sql, context.workspaceId)
    const account = accounts.find(({ unipileId }) => unipileId === castAccounts.marieLinkedin)
    if (!account) throw new Error('There is no such account')
    async function readWhole() {
      clock.now += 60_000
      if (account) await readNews(context, account, { wholeEveryMs: 1, contactsEveryMs: 1 })
    }
    const here = {
      name: 'test_here',
      text: `
        select (select count(*)::int from contact_relation where account_id = $1 and ended_at is null) as contacts,
          (select count(*)::int from chat where account_id = $1 and gone_at is null) as chats,
          (select whole_at from account_reading where account_id = $1) as "wholeAt"`,
    }
    await readWhole()
    const before = await store.sql(here, [account.id])

    isConnecting = true
    await readWhole()

    expect(await store.sql(here, [account.id])).toEqual(before)
    isConnecting = false
    await readWhole()
    const [after] = await store.sql<{ wholeAt: string }>(here, [account.id])
    expect(after?.wholeAt).toBe(new Date(clock.now).toISOString())
  })
})
