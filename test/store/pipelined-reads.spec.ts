import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openPipelinedReads, type PipelinedReads } from '../../src/store/pipelined-reads.ts'

const connectionString = process.env['TEST_DATABASE_URL']
const lock = 71_499
const patiently = { timeout: 20_000 }

const whoAmI = { name: 'test_who', text: 'select pg_backend_pid() as pid' }
const echo = { name: 'test_echo', text: 'select $1::int as number' }
const fail = { name: 'test_fail', text: 'select 1 / $1::int as number' }
const countPrepared = { name: 'test_count', text: 'select count(*)::int as count from pg_prepared_statements' }
const wait = { name: 'test_wait', text: `select 'done' as word from pg_advisory_xact_lock(${lock})` }

describe.runIf(connectionString)('reads that share a connection', () => {
  let reads: PipelinedReads
  let other: pg.Client
  let overflowed: unknown[]

  beforeEach(async () => {
    overflowed = []
    other = new pg.Client({ connectionString })
    await other.connect()
    reads = openPipelinedReads(
      { connectionString },
      {
        connections: 1,
        overflow,
      },
    )
  })
  afterEach(async () => {
    await other.end()
    await reads.close()
  })

  async function overflow<Row>({ name }: { name: string }, parameters: readonly unknown[] = []) {
    overflowed.push(name)
    return [{ number: parameters[0] }] as Row[]
  }
  const pidOf = async () => (await reads.sql<{ pid: number }>(whoAmI))[0]?.pid
  const hold = () => other.query(`select pg_advisory_lock(${lock})`)
  const release = () => other.query(`select pg_advisory_unlock(${lock})`)

  it('are each given their own answer, also beside one that fails', async () => {
    const numbers = Array.from({ length: 200 }, (_, index) => index)

    const answers = await Promise.allSettled(
      numbers.map((number) =>
        reads.sql<{ number: number }>(number === 100 ? fail : echo, [number === 100 ? 0 : number]),
      ),
    )

    expect(answers[100]).toMatchObject({ status: 'rejected', reason: { message: 'division by zero' } })
    const others = answers.toSpliced(100, 1).map((answer) => answer.status === 'fulfilled' && answer.value[0]?.number)
    expect(others).toEqual(numbers.toSpliced(100, 1))
    expect(overflowed).toEqual([])
  })

  it.each([
    ['nothing', []],
    ['plain words', ['ada', 'grace']],
    ['an empty text', ['', 'ada']],
    ['words that an array is written with', ['{}', 'a,b', 'NULL', ' spaced ', 'null']],
    ['what has to be escaped', ['say "hi"', 'back\\slash', '\\"', '"']],
    ['nulls', [null, 'ada', null]],
    ['line ends and other signs', ['a\nb', 'tab\t', 'naïve 🦊']],
  ])('take lists of texts as they are: %s', async (_which, texts: readonly (string | null)[]) => {
    expect(await reads.sql({ name: 'test_texts', text: 'select $1::text[] as texts' }, [texts])).toEqual([{ texts }])
  })

  it('fail when the connection is cut that they wait on, and those after them have another', async () => {
    await hold()
    const pid = await pidOf()
    const [waiting, behind] = [reads.sql(wait), reads.sql(echo, [1])].map((read) => read.catch((error) => error))

    await vi.waitUntil(async () => {
      const { rows } = await other.query('select from pg_locks where pid = $1 and not granted', [pid])
      return rows.length > 0
    }, patiently)
    await other.query('select pg_terminate_backend($1)', [pid])

    expect([await waiting, await behind]).toEqual([expect.any(Error), expect.any(Error)])
    expect(await pidOf()).not.toBe(pid)
    expect(await reads.sql(echo, [2])).toEqual([{ number: 2 }])
    expect(overflowed).toEqual([])
  })

  it('go elsewhere while a statement takes long, and come back when it has ended', async () => {
    await hold()
    await pidOf()
    const slow = reads.sql(wait)
    const asked: Promise<readonly { number: number }[]>[] = []

    await vi.waitUntil(() => {
      asked.push(reads.sql<{ number: number }>(echo, [asked.length]))
      return overflowed.length > 0
    }, patiently)
    await release()

    expect(await slow).toEqual([{ word: 'done' }])
    const answers = await Promise.all(asked)
    expect(answers.map(([row]) => row?.number)).toEqual(answers.map((_, index) => index))
    const before = overflowed.length
    expect(await reads.sql(echo, [7])).toEqual([{ number: 7 }])
    expect(overflowed).toHaveLength(before)
  })

  describe('on a connection that has prepared enough', () => {
    const application_name = `lines of ${process.pid}`
    const numbered = (index: number) => ({ name: `test_${index}`, text: `select $1::int as number` })
    const connected = async () =>
      (await other.query('select from pg_stat_activity where application_name = $1', [application_name])).rows.length
    let few: PipelinedReads

    beforeEach(() => {
      few = openPipelinedReads({ connectionString, application_name }, { connections: 1, mostPrepared: 3, overflow })
    })

    it('lose nothing when another takes its place', async () => {
      const numbers = Array.from({ length: 60 }, (_, index) => index)

      const answers = await Promise.all(numbers.map((number) => few.sql(numbered(number % 10), [number])))

      expect(answers).toEqual(numbers.map((number) => [{ number }]))
      await vi.waitUntil(async () => {
        const [prepared] = await few.sql<{ count?: number }>(countPrepared)
        return (prepared?.count ?? 60) <= 3
      }, patiently)
      await vi.waitUntil(async () => (await connected()) === 1, patiently)
      await few.close()
    })

    it('are answered on it all the same, also when the store is closed meanwhile', async () => {
      await hold()
      const [{ pid } = {}] = await few.sql<{ pid: number }>(whoAmI)
      const slow = few.sql(wait)
      const behind = [1, 2].map((number) => few.sql(numbered(number), [number]))
      await vi.waitUntil(async () => {
        // One that is sent before the other connection is there waits behind the slow one.
        const [next] = await Promise.race([few.sql<{ pid?: number }>(whoAmI), sleep(50, [])])
        return next?.pid !== undefined && next.pid !== pid
      }, patiently)

      const closed = few.close()
      expect(await Promise.race([closed, sleep(100, 'not yet')])).toBe('not yet')
      await release()
      await closed

      const atOnce = Promise.race([slow, Promise.resolve('not yet')])
      expect(await atOnce).toEqual([{ word: 'done' }])
      expect(await Promise.all(behind)).toEqual([[{ number: 1 }], [{ number: 2 }]])
      expect(await connected()).toBe(0)
    })

    it('stay there when the server has no room for another', async () => {
      const role = `test_one_${process.pid}`
      await other.query(`create role ${role} login connection limit 1`)
      const url = new URL(connectionString ?? '')
      url.username = role
      const one = openPipelinedReads({ connectionString: url.href }, { connections: 1, mostPrepared: 3, overflow })

      for (let number = 0; number < 30; number += 1) {
        expect(await one.sql(numbered(number), [number])).toEqual([{ number }])
      }

      await one.close()
      await few.close()
      await vi.waitUntil(
        () =>
          other.query(`drop role ${role}`).then(
            () => true,
            () => false,
          ),
        patiently,
      )
      expect(overflowed).toEqual([])
    })
  })

  it('are refused when the store was closed', async () => {
    await reads.close()

    await expect(reads.sql(echo, [1])).rejects.toThrow('The store is closed')
  })
})
