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

  it('have another connection when theirs has prepared enough, and lose nothing by it', async () => {
    const application_name = `lines of ${process.pid}`
    const few = openPipelinedReads(
      { connectionString, application_name },
      { connections: 1, mostPrepared: 3, overflow },
    )
    const numbers = Array.from({ length: 60 }, (_, index) => index)
    const numbered = (index: number) => ({ name: `test_${index % 10}`, text: `select $1::int as number` })

    const answers = await Promise.all(numbers.map((number) => few.sql(numbered(number), [number])))
    const [kept] = await few.sql<{ count: number }>(countPrepared)

    expect(answers).toEqual(numbers.map((number) => [{ number }]))
    expect(kept?.count).toBeLessThanOrEqual(3)

    await hold()
    await few.sql(whoAmI)
    const slow = few.sql(wait)
    const behind = [few.sql(numbered(1), [1]), few.sql(numbered(2), [2]), few.sql(numbered(3), [3])]
    expect(await behind.at(-1)).toEqual([{ number: 3 }])
    await release()
    expect(await slow).toEqual([{ word: 'done' }])
    expect(await Promise.all(behind)).toEqual([[{ number: 1 }], [{ number: 2 }], [{ number: 3 }]])
    expect(overflowed).toEqual([])

    await vi.waitUntil(async () => {
      const { rows } = await other.query('select from pg_stat_activity where application_name = $1', [application_name])
      return rows.length === 1
    }, patiently)
    await few.close()
  })

  it('are refused when the store was closed', async () => {
    await reads.close()

    await expect(reads.sql(echo, [1])).rejects.toThrow('The store is closed')
  })
})
