import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts } from '../../src/sandbox/cast.ts'
import { findAccounts } from '../../src/store/accounts.ts'
import type { Store } from '../../src/store/open.ts'
import type { SyncContext } from '../../src/sync/context.ts'
import { readAccounts } from '../../src/sync/read-accounts.ts'
import { openReadings } from '../../src/sync/readings.ts'
import { createUpstream } from '../../src/upstream/index.ts'
import { databases } from '../harness/databases.ts'
import { startRewritten } from '../harness/rewritten.ts'
import { startSandbox } from '../harness/sandbox.ts'
import { until } from './harness.ts'

const hourMs = 60 * 60_000

describe.each(databases)('the list of accounts, read again, on $name', ({ open }) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('shows accounts that were connected and removed, though no webhook told', { timeout: 120_000 }, async () => {
    await using world = await startSandbox(store)
    const hidden = new Set<string>([castAccounts.marieWhatsapp])
    await using proxy = await startRewritten(world.url, ({ pathname }, body) => {
      if (pathname === '/api/v1/accounts') body.items = body.items.filter(({ id }) => !hidden.has(String(id)))
    })
    await using upstream = createUpstream({ baseUrl: proxy.url, apiKey: 'sandbox' })
    const context: SyncContext = { ...world.context, upstream, now: () => new Date() }
    const find = async (unipileId: string) =>
      (await findAccounts(store.sql, context.workspaceId)).find((account) => account.unipileId === unipileId)

    /** Starts, which has everything read once, until something is seen. */
    async function startUntil(condition: () => Promise<boolean>): Promise<void> {
      const pauses = { everyMs: hourMs, contactsEveryMs: hourMs, wholeEveryMs: hourMs, jitter: () => 0 }
      const onError = (error: unknown) => {
        throw error
      }
      await using readings = await openReadings({ ...pauses, context, onRead() {}, onError, pollSeconds: 0.5 })
      await readings.start()
      await until(condition, 60_000)
    }

    await startUntil(async () => (await find(castAccounts.nikolaTelegram))?.isBackfilled === true)
    expect(await find(castAccounts.marieWhatsapp)).toBeUndefined()
    hidden.clear()
    await startUntil(async () => (await find(castAccounts.marieWhatsapp))?.isBackfilled === true)
    hidden.add(castAccounts.nikolaTelegram)
    await startUntil(async () => (await find(castAccounts.nikolaTelegram)) === undefined)
  })

  it('is read at once when upstream says of an account that there is none', async () => {
    await using world = await startSandbox(store)
    let isGone = false
    await using proxy = await startRewritten(world.url, ({ pathname }, body) => {
      if (!isGone) return undefined
      if (pathname === '/api/v1/accounts')
        body.items = body.items.filter(({ id }) => id !== castAccounts.nikolaTelegram)
      const isItself = pathname === `/api/v1/accounts/${castAccounts.nikolaTelegram}`
      return isItself ? { status: 404, type: 'errors/resource_not_found' } : undefined
    })
    await using upstream = createUpstream({ baseUrl: proxy.url, apiKey: 'sandbox' })
    const context: SyncContext = { ...world.context, upstream }
    const options = { context, everyMs: hourMs, contactsEveryMs: hourMs, wholeEveryMs: hourMs, jitter: () => 0 }
    const onError = (error: unknown) => {
      throw error
    }
    await using readings = await openReadings({ ...options, onRead() {}, onError })
    const find = async () =>
      (await findAccounts(store.sql, context.workspaceId)).find(
        ({ unipileId }) => unipileId === castAccounts.nikolaTelegram,
      )
    await readAll(context, readings.read)
    isGone = true

    await readings.read((await find())?.id ?? 0)

    expect(await find()).toBeUndefined()
  })
})

async function readAll(context: SyncContext, read: (accountId: number) => Promise<void>): Promise<void> {
  await readAccounts(context)
  for (const { id } of await findAccounts(context.database.sql, context.workspaceId)) await read(id)
}
