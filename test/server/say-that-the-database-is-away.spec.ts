import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseError } from '../../src/store/database-away.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { createPostgresDatabase } from '../harness/databases.ts'
import { refusal, startGateway } from '../harness/gateway.ts'
import { openLine } from '../harness/line.ts'
import { createSeed } from '../harness/seed.ts'

const unavailable = {
  message:
    'The database can not be reached now. Try again in a moment: with the same `idempotencyKey` nothing is sent twice.',
  extensions: { code: 'DATABASE_UNAVAILABLE' },
}

describe.skipIf(!process.env['TEST_DATABASE_URL'])('while the database is away', () => {
  let database: Awaited<ReturnType<typeof createPostgresDatabase>>
  let line: Awaited<ReturnType<typeof openLine>>
  let store: Store

  beforeAll(async () => {
    database = await createPostgresDatabase()
    line = await openLine(database.url)
    store = await openStore({ url: line.url })
  })
  afterAll(async () => {
    await store.close()
    await line[Symbol.asyncDispose]()
    await database.drop()
  })

  it.each([
    { name: 'compiled', options: {} },
    { name: 'interpreted', options: { compiledExecution: null } },
  ])('a request that is $name is told so, and answered once it is back', async ({ options }) => {
    const given = await createSeed(store.sql)
    await given.account()
    await using api = await startGateway(store, given.workspaceId, options)
    const queries = [
      '{ chats(first: 1) { totalCount } }',
      '{ viewer { workspace } }',
      '{ accounts { nodes { name } } }',
    ]
    for (const query of [...queries, ...queries, ...queries]) await api.query(query)

    line.fail('cut')
    const refusals = []
    for (const query of queries) refusals.push(await refusal(api.query(query)))
    line.mend()

    expect(refusals).toEqual(queries.map(() => unavailable))
    expect(api.logged.length).toBeGreaterThan(0)
    for (const query of queries) await api.query(query)
  })

  it('Prisma says so too', async () => {
    await store.prisma.account.count()

    line.fail('cut')
    const counting = store.prisma.account.count()

    await expect(counting).rejects.toMatchObject(unavailable.extensions)
    line.mend()
  })

  it('a transaction that is cut says so', async () => {
    const work = store.transaction(async (sql) => {
      line.fail('cut')
      await sql({ name: 'test_cut', text: 'select 1' })
    })

    await expect(work).rejects.toMatchObject(unavailable.extensions)
    line.mend()
  })
})

describe('an error of the database', () => {
  const coded = (code: string) => Object.assign(new Error('It says so'), { code })

  it.each(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '08006', '53300', 'P1001', 'P1017'])(
    'is that it is away when its code is %s',
    (code) => {
      expect(databaseError(coded(code))).toMatchObject({ ...unavailable.extensions, cause: { code } })
    },
  )

  it.each(['57014', '23505', '42P01', '40001', 'P2002'])('is another when its code is %s', (code) => {
    const error = coded(code)
    expect(databaseError(error)).toBe(error)
  })
})
