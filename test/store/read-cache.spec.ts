import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../src/store/open.ts'
import { cacheReads } from '../../src/store/read-cache.ts'
import type { Sql, Statement } from '../../src/store/sql.ts'
import { databases } from '../harness/databases.ts'
import { startPostgresServer } from '../harness/postgres-server.ts'
import { rowsAlone } from '../harness/rows-alone.ts'

const plenty = 1_000_000
const look = 'read_cache_look'

const make = { name: 'test_make', text: 'create table if not exists tally (id int primary key, number int not null)' }
const write = {
  name: 'test_write',
  text: 'insert into tally values ($1, $2) on conflict (id) do update set number = excluded.number',
}
const count = {
  name: 'test_count',
  text: 'insert into tally values ($1, 1) on conflict (id) do update set number = tally.number + 1',
}
const numberOf = { name: 'test_number', text: 'select number from tally where id = $1' }
const wholeOf = {
  name: 'test_whole',
  text: `select jsonb_build_object('numbers', jsonb_build_array(number)) as whole from tally where id = $1`,
}
const fails = { name: 'test_fails', text: 'select 1 / number as whole from tally where id = $1' }
const long = { name: 'test_long', text: `select repeat('x', 600) as text, $1::int as id` }
const oneOf = (table: string): Statement => ({
  name: 'test_one_of',
  text: `select '${table}' as name`,
  replanned: true,
})

/** The same reads, and the names of those that went through. */
function recorded(read: Sql) {
  const names: string[] = []
  const sql: Sql = (statement, parameters) => {
    names.push(statement.name)
    return read(statement, parameters)
  }
  return { sql, taken: () => names.splice(0) }
}

describe.each(databases)('reads answered from memory, on $name', ({ open }) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
    await store.sql(make)
  })
  afterAll(() => store.close())

  function cached(options: Partial<Parameters<typeof cacheReads>[1]> = {}) {
    const { sql, taken } = recorded(store.sql)
    return { read: cacheReads(sql, { mostBytes: plenty, ...options }), taken }
  }

  it('are those asked for the third time, until anything is committed', async () => {
    await store.sql(write, [1, 10])
    const { read, taken } = cached()

    const answers = [await read(numberOf, [1]), await read(numberOf, [1]), await read(numberOf, [1])]

    expect(taken()).toEqual(['test_number', look, 'test_number', look])
    expect(answers).toEqual(Array.from({ length: 3 }, () => [{ number: 10 }]))

    await store.sql(write, [2, 0])
    await read(numberOf, [1])
    expect(taken()).toEqual([look, 'test_number'])
  })

  it('are as good as if they had been run, whoever writes what in between', async () => {
    const place = fc.integer({ min: 100, max: 102 })
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('read' as const), place }) },
      fc.record({ kind: fc.constant('write' as const), place, number: fc.integer({ min: 0, max: 1000 }) }),
      fc.record({ kind: fc.constant('undone' as const), place, number: fc.integer({ min: 0, max: 1000 }) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        const { read } = cached()
        for (const one of steps) {
          if (one.kind === 'write') await store.sql(write, [one.place, one.number])
          else if (one.kind === 'read') {
            expect(await read(numberOf, [one.place])).toEqual(await store.sql(numberOf, [one.place]))
          } else {
            const undone = store.transaction(async (sql) => {
              await sql(write, [one.place, one.number])
              throw new Error('Undone')
            })
            await expect(undone).rejects.toThrow('Undone')
          }
        }
      }),
      { numRuns: 30 },
    )
  })

  it('know of everything that was committed before they were asked for', async () => {
    const { read, taken } = cached()
    let committed = 0
    let reads = 0
    let isOver = false
    async function writeOn() {
      for (let writes = 0; writes < 60; writes++) {
        await store.sql(count, [3])
        committed += 1
        await new Promise((resolve) => setTimeout(resolve, writes % 3))
      }
      isOver = true
    }
    async function readOn() {
      while (!isOver && reads < 10_000) {
        const atLeast = committed
        const [row] = await read<{ number: number }>(numberOf, [3])
        reads += 1
        expect(row?.number ?? 0).toBeGreaterThanOrEqual(atLeast)
      }
    }

    await Promise.all([writeOn(), ...Array.from({ length: 8 }, readOn)])

    expect(await read(numberOf, [3])).toEqual([{ number: 60 }])
    expect(taken().filter((name) => name === 'test_number').length).toBeLessThan(reads)
  })

  it('are of the very question, whose statement may have many texts', async () => {
    const { read } = cached()

    for (let times = 0; times < 3; times++) {
      expect(await read(oneOf('chat'))).toEqual([{ name: 'chat' }])
      expect(await read(oneOf('user'))).toEqual([{ name: 'user' }])
      expect(await read(long, [1])).toMatchObject([{ id: 1 }])
      expect(await read(long, [2])).toMatchObject([{ id: 2 }])
    }
  })

  it('can be changed by none of those who share them', async () => {
    await store.sql(write, [4, 1])
    const { read } = cached()

    for (let times = 0; times < 4; times += 1) {
      const rows = await read<{ whole: { numbers: number[] } }>(wholeOf, [4])
      expect(rows).toEqual([{ whole: { numbers: [1] } }])
      if (times > 0) expect(() => rows[0]?.whole.numbers.push(2)).toThrow(TypeError)
      Object.assign(rows[0] ?? {}, { whole: null })
      Object.assign(rows, { length: 0 })
    }
  })

  it('are no failures', async () => {
    await store.sql(write, [5, 0])
    const { read, taken } = cached()

    for (let times = 0; times < 4; times++) await expect(read(fails, [5])).rejects.toThrow('division by zero')

    expect(taken().filter((name) => name === 'test_fails')).toHaveLength(4)
  })

  it('take no more memory than they may', async () => {
    const { read, taken } = cached({ mostBytes: 4_000 })
    const askForAll = async () => {
      for (const id of [1, 2, 3, 4]) expect(await read(long, [id])).toMatchObject([{ id }])
    }
    await askForAll()
    await askForAll()
    taken()

    await read(long, [4])
    await read(long, [1])

    expect(taken()).toEqual([look, 'test_long'])
  })

  it('cost no look where there is nothing to answer with, and for a while none where most are in vain', async () => {
    let time = 0
    const { read, taken } = cached({ now: () => time })
    const readAfterWrite = async () => {
      await store.sql(count, [6])
      await read(numberOf, [6])
    }
    await readAfterWrite()
    await readAfterWrite()
    expect(taken()).toEqual(['test_number', look, 'test_number'])
    await read(numberOf, [7])
    await read(numberOf, [7])
    expect(taken()).toEqual(['test_number', 'test_number'])

    for (let times = 0; times < 7; times++) await readAfterWrite()
    taken()
    await readAfterWrite()
    expect(taken()).toEqual(['test_number'])

    time += 1_000
    await readAfterWrite()
    expect(taken()).toEqual([look, 'test_number'])
  })

  it('go on while one answer in four comes from memory', async () => {
    const { read, taken } = cached({ now: () => 0 })
    await read(numberOf, [8])
    taken()

    for (let times = 0; times < 100; times++) {
      await store.sql(count, [8])
      for (let again = 0; again < 2; again++) await read(numberOf, [8])
    }

    expect(taken().filter((name) => name === 'test_number')).toHaveLength(100)
  })
})

const servers = databases.filter(({ name }) => name !== 'PGlite')

describe.each(servers)('transactions side by side, on $name', ({ open }) => {
  it('are each seen once they have ended, in whichever order', async () => {
    const store = await open()
    await store.sql(make)
    const read = cacheReads(store.sql, { mostBytes: plenty })
    /** Writes a number, and waits. */
    async function begin(id: number) {
      const end = Promise.withResolvers<void>()
      const written = Promise.withResolvers<void>()
      const over = store.transaction(async (sql) => {
        await sql(write, [id, 1])
        written.resolve()
        await end.promise
      })
      await written.promise
      return async () => {
        end.resolve()
        await over
      }
    }
    const commitOldest = await begin(1)
    const commitOlder = await begin(2)
    await store.sql(write, [3, 1])
    for (let times = 0; times < 3; times++) expect(await read(numberOf, [2])).toEqual([])

    await commitOlder()
    expect(await read(numberOf, [2])).toEqual([{ number: 1 }])
    for (let times = 0; times < 3; times++) expect(await read(numberOf, [1])).toEqual([])
    await commitOldest()
    expect(await read(numberOf, [1])).toEqual([{ number: 1 }])

    await store.close()
  })
})

describe.skipIf(servers.length === 0)('a server of which one process was killed', () => {
  it('counts anew from before, and still gives nothing old', { timeout: 120_000 }, async () => {
    await using server = await startPostgresServer()
    const store = await openStore({ url: server.url })
    await store.sql(make)
    await store.sql(write, [1, 0])
    // What is not committed stays in the server's memory, and nothing else is numbered meanwhile.
    for (const setting of [`wal_writer_delay = '10s'`, 'autovacuum = off'])
      await store.run(`alter system set ${setting}`)
    await store.run('select pg_reload_conf()')
    await store.run('checkpoint')
    const transactionNumber = async () =>
      (await store.run('select pg_snapshot_xmax(pg_current_snapshot())::text as next')).rows[0]?.['next']
    const before = await transactionNumber()
    const undone = store.transaction(async (sql) => {
      await sql(write, [1, 99])
      throw new Error('Undone')
    })
    await expect(undone).rejects.toThrow('Undone')
    for (let times = 0; times < 3; times++) expect(await store.read(numberOf, [1])).toEqual([{ number: 0 }])

    const [row] = (await store.run('select pg_backend_pid() as pid')).rows
    process.kill(Number(row?.['pid']), 'SIGKILL')
    await expect.poll(() => store.sql(numberOf, [1]).catch(() => null), { timeout: 60_000 }).not.toBeNull()
    expect(await transactionNumber()).toBe(before)
    await store.sql(write, [1, 1])

    for (let times = 0; times < 3; times++) expect(await store.read(numberOf, [1])).toEqual([{ number: 1 }])
    await store.close()
  })
})

describe('statements that tests send through a gateway', () => {
  it.each([
    'select now()',
    `select 1 where at < 'now'`,
    'select current_date',
    'select pg_backend_pid()',
    'select id from chat for key share',
  ])('depend on rows and parameters alone, unlike %s', (text) => {
    expect(() => rowsAlone(async () => [])({ name: 'test', text })).toThrow('reads more than rows')
  })
})

describe('a look at the database', () => {
  /** A database of one number, whose answers come when they are let. */
  function slowDatabase({ isStandby = false } = {}) {
    let number = 0
    const held: (() => void)[] = []
    const asked: string[] = []
    const sql = ((statement: Statement) => {
      asked.push(statement.name)
      const rows = statement.name === look ? [{ seen: isStandby ? null : `${number}` }] : [{ number }]
      return new Promise<readonly object[]>((resolve) => held.push(() => resolve(rows)))
    }) as Sql
    return {
      read: cacheReads(sql, { mostBytes: plenty }),
      asked,
      commit() {
        number += 1
      },
      async letOne() {
        await expect.poll(() => held.length).toBeGreaterThan(0)
        held.shift()?.()
        await new Promise((resolve) => setImmediate(resolve))
      },
    }
  }

  it('serves all who came until it was sent, and nobody who came later', async () => {
    const { read, asked, commit, letOne } = slowDatabase()
    for (let times = 0; times < 2; times++) {
      const warm = read(numberOf, [1])
      await letOne()
      if (times === 1) await letOne()
      await warm
    }
    asked.splice(0)

    const early = [read(numberOf, [1]), read(numberOf, [1])]
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(asked).toEqual([look])
    commit()
    const late = read(numberOf, [1])
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(asked).toEqual([look, look])
    for (let times = 0; times < 3; times++) await letOne()

    expect(await Promise.all(early)).toEqual([[{ number: 0 }], [{ number: 0 }]])
    expect(await late).toEqual([{ number: 1 }])
  })

  it('tells nothing on a standby, where nothing is kept', async () => {
    const { read, asked, commit, letOne } = slowDatabase({ isStandby: true })
    for (const expected of [0, 1, 2, 3]) {
      const answer = read(numberOf, [1])
      if (expected > 0) await letOne()
      await letOne()
      expect(await answer).toEqual([{ number: expected }])
      commit()
    }

    expect(asked.filter((name) => name === 'test_number')).toHaveLength(4)
  })

  it('is shared, and so is what is read after it', async () => {
    const { read, asked, letOne } = slowDatabase()
    const first = read(numberOf, [1])
    await letOne()
    await first
    asked.splice(0)

    const answers = [read(numberOf, [1]), read(numberOf, [1]), read(numberOf, [1])]
    await letOne()
    await letOne()

    expect(await Promise.all(answers)).toEqual([[{ number: 0 }], [{ number: 0 }], [{ number: 0 }]])
    expect(asked).toEqual([look, 'test_number'])
  })

  it('is over before what it is about is read', async () => {
    const { read, commit, letOne } = slowDatabase()
    const first = read(numberOf, [1])
    await letOne()
    await first

    const second = read(numberOf, [1])
    await letOne()
    commit()
    await letOne()
    await second
    const third = read(numberOf, [1])
    await letOne()
    await letOne()

    expect(await third).toEqual([{ number: 1 }])
  })
})
