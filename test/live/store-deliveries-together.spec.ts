import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/open.ts'
import { countStatements } from '../../src/store/read/count-statements.ts'
import type { Sql } from '../../src/store/sql.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import { createReceiver } from '../../src/sync/webhook-receive.ts'
import { databases } from '../harness/databases.ts'

const bodyOf = (number: number) => JSON.stringify({ event: 'message_pinned', account_type: 'WHATSAPP', number })

describe.each(databases)('deliveries that arrive at once, on $name', ({ open }) => {
  let store: Store
  let workspaces = 0

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  async function startReceiver(sql: Sql) {
    const workspaceId = await ensureWorkspace(store.sql, `receive-${workspaces++}`, 'Test')
    let wakes = 0
    const receive = createReceiver({ workspaceId, sql, now: () => new Date(), onStored: () => (wakes += 1) })
    const text = 'select count(*)::int as count, sum(times)::int as times from webhook_delivery where workspace_id = $1'
    return { receive, wakes: () => wakes, stored: () => store.sql({ name: 'test_stored', text }, [workspaceId]) }
  }

  it('are stored by a few statements, each before its answer, and each but once', async () => {
    const { sql, count } = countStatements(store.sql)
    const { receive, stored, wakes } = await startReceiver(sql)
    const numbers = Array.from({ length: 200 }, (_, index) => index % 150)

    const receipts = await Promise.all(numbers.map((number) => receive(bodyOf(number))))

    expect(receipts.slice(0, 150)).toEqual(receipts.slice(0, 150).fill('STORED'))
    expect(receipts.slice(150)).toEqual(receipts.slice(150).fill('DUPLICATE'))
    expect(await stored()).toEqual([{ count: 150, times: 200 }])
    expect(await receive(bodyOf(0))).toBe('DUPLICATE')
    expect(count()).toBeLessThanOrEqual(3)
    expect(wakes()).toBe(1)
  })

  it('wait while others are being stored, and are stored together after them', async () => {
    const held = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    let statements = 0
    const { receive, stored } = await startReceiver(async (...statement) => {
      statements += 1
      begun.resolve()
      await held.promise
      return store.sql(...statement)
    })

    const first = receive(bodyOf(1))
    await begun.promise
    const others = [2, 3, 4].map((number) => receive(bodyOf(number)))
    held.resolve()

    expect(await Promise.all([first, ...others])).toEqual(['STORED', 'STORED', 'STORED', 'STORED'])
    expect(statements).toBe(2)
    expect(await stored()).toEqual([{ count: 4, times: 4 }])
  })

  it('are stored without the one that can not be, which alone is to come again', async () => {
    const { receive, stored } = await startReceiver(async (statement, parameters) => {
      if (JSON.stringify(parameters).includes(':13}')) throw new Error('It can not be stored')
      return store.sql(statement, parameters)
    })

    const results = await Promise.allSettled([12, 13, 14].map((number) => receive(bodyOf(number))))

    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await stored()).toEqual([{ count: 2, times: 2 }])
  })

  it('are stored whatever texts they hold', async () => {
    const { receive, stored } = await startReceiver(store.sql)

    const odd = JSON.stringify({ event: 'message\0pinned\ud800', account_id: '\0', account_type: 'WHATSAPP' })
    expect(await Promise.all([receive(odd), receive(bodyOf(1))])).toEqual(['STORED', 'STORED'])
    expect(await stored()).toEqual([{ count: 2, times: 2 }])
  })
})
