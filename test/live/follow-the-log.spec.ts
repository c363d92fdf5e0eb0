import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { announced } from '../../src/live/announced.ts'
import { createFeed } from '../../src/live/feed.ts'
import { recordChanges } from '../../src/store/changes/record-changes.ts'
import type { Store } from '../../src/store/open.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import { databases } from '../harness/databases.ts'

describe.each(databases)('those who follow the change log, on $name', ({ open }) => {
  let store: Store
  let workspaces = 0

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  async function startFollowing() {
    const workspaceId = await ensureWorkspace(store.sql, `feed-${workspaces++}`, 'Test')
    const listeners = new Set<() => void>()
    let told = 0
    const bus = {
      tell() {
        told += 1
        for (const onTold of listeners) onTold()
      },
      listen(_topic: string, onTold: () => void) {
        listeners.add(onTold)
        return () => void listeners.delete(onTold)
      },
    }
    const { transaction } = announced(store, bus)
    const feed = createFeed({ sql: store.sql, workspaceId, bus, kept: 5, pollMs: 600_000 })
    const change = (count: number) =>
      transaction((sql) =>
        recordChanges(
          sql,
          workspaceId,
          Array.from({ length: count }, () => ({ kind: 'CHAT_UPDATED' as const })),
        ),
      )
    return { feed, change, transaction, told: () => told }
  }

  it('are told when it has grown, and of no other transaction', async () => {
    const { change, transaction, told } = await startFollowing()

    await transaction((sql) => sql({ name: 'test_nothing', text: 'select 1' }))
    await change(0)
    expect(told()).toBe(0)
    await change(1)
    expect(told()).toBe(1)
    await expect(
      transaction(async () => {
        throw new Error('Undone')
      }),
    ).rejects.toThrow('Undone')
    expect(told()).toBe(1)
  })

  it('can see what comes next, as far as it is in memory', async () => {
    const { feed, change } = await startFollowing()
    const following = feed.follow(0)
    await change(1)
    expect((await following.next()).value.sequence).toBe(1)

    await change(3)
    expect((await following.next()).value.sequence).toBe(2)
    expect(feed.upcoming(2, 10).map(({ sequence }) => sequence)).toEqual([3, 4])
    expect(feed.upcoming(2, 1).map(({ sequence }) => sequence)).toEqual([3])
    expect(feed.upcoming(4, 10)).toEqual([])
    await change(5)
    for (let next = 3; next <= 9; next++) expect((await following.next()).value.sequence).toBe(next)
    expect(feed.upcoming(0, 10)).toEqual([])
    expect(feed.upcoming(4, 10)).toHaveLength(5)
    await following.return?.()
  })
})
