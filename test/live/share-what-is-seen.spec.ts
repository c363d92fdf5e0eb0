import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSharedViews } from '../../src/loaders/shared-views.ts'
import type { Store } from '../../src/store/open.ts'
import { countStatements } from '../../src/store/read/count-statements.ts'
import { databases } from '../harness/databases.ts'
import { readViewer } from '../harness/read-viewer.ts'
import { createSeed } from '../harness/seed.ts'

describe.each(databases.slice(0, 1))('what subscribers of a change see', ({ open }) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  async function chatWithMessage() {
    const seed = await createSeed(store.sql)
    const account = await seed.account()
    const from = await seed.attendee(account, await seed.user())
    const { id } = await seed.message(await seed.chat(account, { participants: [from] }), { from })
    return { workspaceId: seed.workspaceId, messageId: id }
  }

  it('is read for a thousand of them as for one, and again for a change that comes later or when it has aged', async () => {
    const { workspaceId, messageId } = await chatWithMessage()
    const { sql, count } = countStatements(store.sql)
    const clock = { now: 0 }
    const log = { latest: 8 }
    const views = createSharedViews({
      sql,
      viewers: readViewer(workspaceId),
      latestChange: () => log.latest,
      now: () => clock.now,
    })
    async function statementsAfter(sequence: number) {
      const before = count()
      const looks = Array.from({ length: 1_000 }, async () => {
        const { loaders } = await views.after(sequence)
        return loaders.messageById.load(messageId)
      })
      expect((await Promise.all(looks)).every((message) => message?.id === messageId)).toBe(true)
      return count() - before
    }

    expect(await statementsAfter(7)).toBe(2)
    expect(await statementsAfter(8)).toBe(0)
    log.latest = 9
    expect(await statementsAfter(9)).toBe(2)
    // An older change is seen as things are now.
    expect(await statementsAfter(7)).toBe(0)
    clock.now += 1_000
    expect(await statementsAfter(7)).toBe(2)
  })

  it('is read anew after a reading that failed', async () => {
    const { workspaceId, messageId } = await chatWithMessage()
    let isAway = true
    const views = createSharedViews({
      sql: (...statement) => (isAway ? Promise.reject(new Error('The database is away')) : store.sql(...statement)),
      viewers: readViewer(workspaceId),
      latestChange: () => 1,
    })

    await expect(views.after(1)).rejects.toThrow('The database is away')
    isAway = false

    const { loaders } = await views.after(1)
    expect(await loaders.messageById.load(messageId)).not.toBeNull()
  })
})
