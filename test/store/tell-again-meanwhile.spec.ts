import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/open.ts'
import { claimDeliveries, settleDeliveries } from '../../src/store/webhooks/claims.ts'
import { type NewDelivery, takeInDeliveries } from '../../src/store/webhooks/take-in.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import { databases } from '../harness/databases.ts'

const at = '2026-11-20T12:00:00.000Z'

describe.each(databases)('a delivery that is told again while it is applied, on $name', ({ open }) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it.each([
    { event: 'MESSAGE_CHANGED', again: 1 },
    { event: 'MESSAGE_REACTION', again: 1 },
    { event: 'NEW_RELATION', again: 1 },
    { event: 'MESSAGE_RECEIVED', again: 0 },
  ])('is applied $again times more when it is $event', async ({ event, again }) => {
    const workspaceId = await ensureWorkspace(store.sql, `again-${event}`, 'Test')
    const delivery: NewDelivery = {
      dedupeKey: event,
      event,
      accountUnipileId: 'acc_1',
      body: '{}',
      outcome: 'PENDING',
      echo: false,
      happenedAt: at,
    }
    const tell = () => takeInDeliveries(store.sql, workspaceId, [delivery], at)
    const claim = () => claimDeliveries(store, { workspaceId, leaseSeconds: 60, limit: 10 })
    await tell()
    const [claimed] = await claim()

    const isNew = await tell()
    const meanwhile = await claim()
    await settleDeliveries(store.sql, [claimed?.id ?? ''], 'APPLIED')
    const next = await claim()
    await settleDeliveries(store.sql, [claimed?.id ?? ''], 'APPLIED')

    expect(isNew).toEqual([again === 1])
    expect(meanwhile).toEqual([])
    expect(next.map(({ attempts }) => attempts)).toEqual(Array(again).fill(0))
    expect(await claim()).toEqual([])
    const read = { name: 'test_outcome', text: 'select outcome, times from webhook_delivery where workspace_id = $1' }
    expect(await store.sql(read, [workspaceId])).toEqual([{ outcome: 'APPLIED', times: 2 }])
  })
})
