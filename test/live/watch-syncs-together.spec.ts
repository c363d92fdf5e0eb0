import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSyncWatch } from '../../src/loaders/sync-watch.ts'
import { castAccounts } from '../../src/sandbox/cast.ts'
import { setAccountStatus } from '../../src/store/accounts.ts'
import type { Store } from '../../src/store/open.ts'
import { countStatements } from '../../src/store/read/count-statements.ts'
import { beginReading, finishReading } from '../../src/store/readings.ts'
import { databases } from '../harness/databases.ts'
import { readViewer } from '../harness/read-viewer.ts'
import { createSeed } from '../harness/seed.ts'
import { startLive } from './harness.ts'
import { subscribe } from './subscribe.ts'

describe.each(databases)('watching syncs, on $name', ({ open }) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  async function startWatching() {
    const seed = await createSeed(store.sql)
    const [ada, grace] = [await seed.account(), await seed.account()]
    const { sql, count } = countStatements(store.sql)
    const listeners = new Set<() => void>()
    const watch = createSyncWatch({
      sql,
      viewers: readViewer(seed.workspaceId),
      listen(onTold) {
        listeners.add(onTold)
        return () => void listeners.delete(onTold)
      },
      pauseMs: 0,
      pollMs: 600_000,
    })
    const tell = () => {
      for (const onTold of listeners) onTold()
    }
    return { watch, ada, grace, tell, statements: count, isListening: () => listeners.size > 0 }
  }

  it('looks once for a thousand as for one, and tells each what is different', async () => {
    const { watch, ada, grace, tell, statements } = await startWatching()
    const many = Array.from({ length: 1_000 }, () => watch.follow(ada.id))
    const all = watch.follow(null)
    const told = async () => (await Promise.all(many.map((one) => one.next()))).map(({ value }) => value.accountId)

    expect(new Set(await told())).toEqual(new Set([ada.id]))
    expect([(await all.next()).value.accountId, (await all.next()).value.accountId]).toEqual([ada.id, grace.id])
    // The viewer, and the syncs of all accounts; again for those who came while that was under way.
    const before = statements()
    expect(before).toBeLessThanOrEqual(6)

    await beginReading(store.sql, ada.id, new Date().toISOString())
    const finished = {
      at: new Date().toISOString(),
      missed: 2,
      isWhole: false,
      isCompared: false,
      hasContacts: false,
      problem: null,
    }
    await finishReading(store.sql, ada.id, finished)
    tell()

    expect(new Set(await told())).toEqual(new Set([ada.id]))
    const { value } = await all.next()
    expect(value.accountId).toBe(ada.id)
    expect((await value.view.loaders.accountSync.load(ada.id)).reading).toMatchObject({ missed: 2 })
    expect(statements() - before).toBeLessThanOrEqual(6)
    for (const one of [...many, all]) await one.return?.()
  })

  it('tells of an account whose status is different, and nothing when nothing is', async () => {
    const { watch, ada, grace, tell } = await startWatching()
    const following = watch.follow(grace.id)
    expect((await following.next()).value.accountId).toBe(grace.id)
    const next = following.next()
    const other = watch.follow(ada.id)
    await other.next()

    await setAccountStatus(store.sql, ada.id, 'STOPPED')
    tell()
    expect((await other.next()).value.accountId).toBe(ada.id)
    await setAccountStatus(store.sql, grace.id, 'STOPPED')
    tell()

    const { viewer } = (await next).value.view
    expect(viewer.accounts.find(({ id }: { id: number }) => id === grace.id)?.status).toBe('STOPPED')
    await Promise.all([following.return?.(), other.return?.()])
  })

  it('ends at once, and looks no more when nobody follows', async () => {
    const { watch, ada, isListening } = await startWatching()
    const following = watch.follow(ada.id)
    await following.next()
    expect(isListening()).toBe(true)
    const next = following.next()

    await following.return?.()

    expect(await next).toEqual({ value: undefined, done: true })
    expect(watch.followers()).toBe(0)
    expect(isListening()).toBe(false)
    const again = watch.follow(ada.id)
    expect((await again.next()).value.accountId).toBe(ada.id)
    await again.return?.()
  })
})

describe('the progress of a sync', () => {
  it('is told over HTTP when an account was read, and when its status changes', async () => {
    await using live = await startLive()
    const account = await live.accountId(castAccounts.nikolaTelegram)
    type Told = { syncProgress: { status: string; sync: { state: string; wholeAt: string | null } } }
    const query = 'subscription ($account: ID) { syncProgress(account: $account) { status sync { state wholeAt } } }'
    const subscription = await subscribe<Told>(live.url, query, { account })
    const next = async () => (await subscription.take(1))[0]?.syncProgress

    expect(await next()).toEqual({ status: 'OK', sync: { state: 'DONE', wholeAt: null } })
    await live.read(castAccounts.nikolaTelegram, { whole: true })
    expect(await next()).toEqual({ status: 'OK', sync: { state: 'DONE', wholeAt: expect.any(String) } })
    live.upstream.emit({ type: 'account_status', account_id: castAccounts.nikolaTelegram, status: 'CREDENTIALS' })
    expect(await next()).toMatchObject({ status: 'RECONNECT_NEEDED' })
    subscription.close()
  })
})
