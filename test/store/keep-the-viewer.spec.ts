import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openViewers } from '../../src/loaders/viewers.ts'
import type { Store } from '../../src/store/open.ts'
import { countStatements } from '../../src/store/read/count-statements.ts'
import { databases } from '../harness/databases.ts'
import { createSeed } from '../harness/seed.ts'

describe.each(databases)('the viewer, on $name', ({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  async function start() {
    const given = await createSeed(store.sql)
    const counted = countStatements(store.read)
    let time = 0
    const viewers = await openViewers({ database: store, workspaceId: given.workspaceId, now: () => time })
    const names = async () => (await viewers.find(counted.sql)).accounts.map(({ name }) => name)
    const later = (milliseconds: number) => {
      time += milliseconds
    }
    return Object.assign(viewers, { given, names, later, statements: counted.count })
  }

  it('is read once, however often it is asked for', async () => {
    await using viewers = await start()
    await viewers.given.account({ name: 'Ada' })

    for (let time = 0; time < 5; time++) expect(await viewers.names()).toEqual(['Ada'])

    expect(viewers.statements()).toBeLessThan(5)
  })

  it('is read again when anything changed an account', async () => {
    await using viewers = await start()
    const account = await viewers.given.account({ name: 'Ada' })
    await viewers.names()

    await store.sql({ name: 'test_rename', text: 'update account set name = $2 where id = $1' }, [account.id, 'Grace'])

    await expect.poll(() => viewers.names()).toEqual(['Grace'])
  })

  it('is read again at once for whoever has just changed an account', async () => {
    await using viewers = await start()
    await viewers.given.account({ name: 'Ada' })
    await viewers.names()
    await viewers.given.account({ name: 'Grace' })

    viewers.forget()

    expect(await viewers.names()).toEqual(['Ada', 'Grace'])
  })

  it('is not kept when an account changed while it was read', async () => {
    await using viewers = await start()
    await viewers.given.account({ name: 'Ada' })
    const counted = countStatements(store.read)

    const reading = viewers.find(async (statement, parameters) => {
      const rows = await counted.sql(statement, parameters)
      viewers.forget()
      return rows as never
    })

    await reading
    await viewers.find(counted.sql)
    expect(counted.count()).toBe(2)
  })

  it('is read again after five seconds, told or not', async () => {
    await using viewers = await start()
    await viewers.given.account({ name: 'Ada' })
    await viewers.names()
    const before = viewers.statements()

    viewers.later(5_001)

    await viewers.names()
    expect(viewers.statements()).toBe(before + 1)
  })
})
