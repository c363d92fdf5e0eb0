import { describe, expect, it } from 'vitest'
import { createGathered } from '../../src/sync/gathered.ts'

/** A store whose writes end when the test says so. */
function slowStore() {
  const writes: { items: readonly number[]; end: PromiseWithResolvers<void> }[] = []
  const gathered = createGathered<number>({
    write(items) {
      const end = Promise.withResolvers<void>()
      writes.push({ items, end })
      return end.promise
    },
    rowsOf: () => 1,
    most: 3,
  })
  return { gathered, writes, items: () => writes.map((write) => write.items) }
}

describe('pages on their way into the store', () => {
  it('are written at once while the store is idle', async () => {
    const { gathered, items } = slowStore()

    await gathered.add(1)

    expect(items()).toEqual([[1]])
  })

  it('are written together when they come while others are being written', async () => {
    const { gathered, writes, items } = slowStore()
    for (const page of [1, 2, 3]) await gathered.add(page)

    writes[0]?.end.resolve()
    await expect.poll(items).toEqual([[1], [2, 3]])
    writes[1]?.end.resolve()
    await gathered.settled()

    expect(items()).toEqual([[1], [2, 3]])
  })

  it('wait to be taken while as many wait as may', async () => {
    const { gathered, writes, items } = slowStore()
    for (const page of [1, 2, 3, 4]) await gathered.add(page)
    let isTaken = false

    const fifth = gathered.add(5).then(() => {
      isTaken = true
    })
    await new Promise(setImmediate)

    expect(isTaken).toBe(false)
    writes[0]?.end.resolve()
    await fifth
    expect(items()).toEqual([[1], [2, 3, 4]])
  })

  it('are refused once something could not be written', async () => {
    const { gathered, writes } = slowStore()
    await gathered.add(1)
    await gathered.add(2)
    writes[0]?.end.reject(new Error('The disk is full'))

    await expect(gathered.settled()).rejects.toThrow('The disk is full')
    await expect(gathered.add(3)).rejects.toThrow('The disk is full')
    expect(writes).toHaveLength(1)
  })
})
