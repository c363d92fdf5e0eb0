import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Change } from '../../src/domain/change.ts'
import { createFeed } from '../../src/live/feed.ts'
import type { Sql } from '../../src/store/sql.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('tells a client that comes and goes each change once, and leaves nothing behind', async () => {
  const upTo = randomNumbers(7)
  const log = createGrowingLog(upTo)
  const feed = createFeed({ sql: log.sql, workspaceId: 1, bus: log.bus, kept: 50, pollMs: 30 })
  const told: number[] = []

  async function visit(): Promise<void> {
    const following = feed.follow(told.at(-1) ?? 0)
    setTimeout(() => void following.return?.(), upTo(40))
    for await (const { sequence } of following) told.push(sequence)
  }
  async function comeAndGo(): Promise<void> {
    for (let visits = 0; visits < 500; visits++) {
      await visit()
      await log.wait(upTo(10))
    }
  }
  const visits = comeAndGo()
  const growth = setInterval(() => log.grow(upTo(4)), 7)
  await vi.advanceTimersByTimeAsync(60_000)
  await visits
  clearInterval(growth)
  await vi.advanceTimersByTimeAsync(100)

  expect(told.length).toBeGreaterThan(1_000)
  expect(told.filter((sequence, index) => told.indexOf(sequence) !== index)).toEqual([])
  expect(told.at(-1)).toBe(told.length)
  expect(feed.followers()).toBe(0)
  expect(log.listeners()).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

/** A log whose statements take their time, and see it as it is on the way. */
function createGrowingLog(upTo: (most: number) => number) {
  const changes: Change[] = []
  const listeners = new Set<() => void>()
  const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

  async function statement({ name }: { name: string }, [, place, limit]: readonly unknown[] = []): Promise<unknown[]> {
    await wait(upTo(4))
    const found =
      name === 'changes_range'
        ? [{ last: changes.length, prunedThrough: 0 }]
        : changes.slice(Number(place), Number(place) + Number(limit))
    await wait(upTo(5))
    return found
  }

  return {
    wait,
    sql: statement as Sql,
    bus: {
      listen(_topic: string, onTold: () => void) {
        listeners.add(onTold)
        return () => void listeners.delete(onTold)
      },
    },
    listeners: () => listeners.size,
    grow(count: number) {
      for (let added = 0; added < count; added++) changes.push({ sequence: changes.length + 1 } as Change)
      for (const onTold of listeners) onTold()
    },
  }
}

/** Whole numbers from 0 to `most`, the same ones each time. */
function randomNumbers(seed: number): (most: number) => number {
  let state = seed
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * (most + 1))
  }
}
