import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { DatabaseUnavailableError } from '../domain/database-errors.ts'
import { databaseError } from './database-away.ts'
import { listenOnPostgres } from './listen.ts'
import type { Opened } from './opened.ts'
import { openPipelinedReads } from './pipelined-reads.ts'
import { bigIntType, readTimestamp, type Sql, type Statement, timestampType } from './sql.ts'

const readers: Record<number, (text: string) => unknown> = {
  [bigIntType]: (text) => text,
  [timestampType]: readTimestamp,
}

/** Large tables make the planner expect much of a page, and compiling it takes a hundred times as long as reading it. */
const session = '-c TimeZone=UTC -c jit=off'

/**
 * To plan a read anew takes as long as to run it, and so does starting another process to help with it. The one plan has
 * to be right for the largest list, not for the one of average size, which the planner would read whole and sort. Reads
 * that need another plan for some values, another process or several indexes at once are not among these.
 */
export const plannedOnce = {
  plan_cache_mode: 'force_generic_plan',
  max_parallel_workers_per_gather: '0',
  enable_bitmapscan: 'off',
}
const settings = Object.entries(plannedOnce).map(([name, value]) => `-c ${name}=${value}`)

/** A connection keeps every statement that it has prepared, of which some are one query's own. */
const usesOfOneConnection = 10_000

/** What takes longer would hold up the requests of others. */
const longestReadMs = 20_000

const types = {
  getTypeParser: (type: number, format?: 'text' | 'binary') =>
    readers[type] ?? pg.types.getTypeParser(type, format as 'text'),
} as pg.CustomTypesConfig

/** A PostgreSQL server, through a pool that our statements and Prisma's share. */
export async function openPostgres(connectionString: string, { poolSize = 10 } = {}): Promise<Opened> {
  const config = { connectionString, types }
  const pool = new pg.Pool({ ...config, options: session, max: poolSize, maxUses: usesOfOneConnection })
  // An idle connection that the server closes must not end this process; the next statement opens another.
  pool.on('error', () => {})
  await pool.query('select 1').catch(async (cause) => {
    await pool.end()
    throw new DatabaseUnavailableError('DATABASE_URL', 'a PostgreSQL server', cause)
  })
  const sql = sqlOver(pool)
  const reads = openPipelinedReads(
    {
      ...config,
      options: [session, ...settings].join(' '),
      statement_timeout: longestReadMs,
    },
    { overflow: sql },
  )
  return {
    kind: 'postgres',
    sql,
    read: (statement, parameters) => (statement.slow || statement.replanned ? sql : reads.sql)(statement, parameters),
    transaction: (work) => transaction(pool, work),
    exclusively: (work) => exclusively(pool, work),
    run: (text, values = []) => runForeign(pool, text, values),
    listen: (channel, onNotice) => listenOnPostgres(connectionString, channel, onNotice),
    notify: async (channel, payload) => void (await pool.query('select pg_notify($1, $2)', [channel, payload])),
    close: async () => void (await Promise.all([reads.close(), pool.end()])),
    prismaAdapter: new PrismaPg(pool, { statementNameGenerator: nameStatement() }),
  }
}

function sqlOver(target: Pick<pg.Pool | pg.PoolClient, 'query'>): Sql {
  return async <Row>({ name, text, replanned = false }: Statement, parameters: readonly unknown[] = []) => {
    const query = { ...(!replanned && { name }), text, values: [...parameters] }
    try {
      return (await target.query<Row & pg.QueryResultRow>(query)).rows
    } catch (error) {
      throw databaseError(error)
    }
  }
}

async function runForeign(pool: pg.Pool, text: string, values: readonly unknown[]) {
  const driversOwn = pg.types as pg.CustomTypesConfig
  // Several statements give several results, which the driver's types don't know of.
  const query = { text, values: [...values], types: driversOwn }
  const result = await pool.query(query).catch((error) => {
    throw databaseError(error)
  })
  const results = [result].flat() as pg.QueryResult[]
  return { rows: results.flatMap(({ rows }) => rows) }
}

/** A connection for one caller. When it breaks between two statements, the next one says so. */
async function takeClient(pool: pg.Pool): Promise<pg.PoolClient> {
  const client = await pool.connect().catch((error) => {
    throw databaseError(error)
  })
  if (client.listenerCount('error') === 0) client.on('error', () => {})
  return client
}

async function transaction<Result>(pool: pg.Pool, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  const client = await takeClient(pool)
  try {
    await client.query('begin')
    const result = await work(sqlOver(client))
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    // A connection that can't even roll back is not given back to the pool.
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    )
    throw databaseError(error)
  }
}

/** Any number that no other program on this database uses for an advisory lock. */
const lockKey = 4_120_318_773

async function exclusively<Result>(pool: pg.Pool, work: () => Promise<Result>): Promise<Result> {
  const client = await takeClient(pool)
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    return await work()
  } finally {
    // Closing the connection gives the lock back, whatever state it is in.
    client.release(true)
  }
}

const namedStatementsKept = 500

/** Prisma names no statement by itself, and PostgreSQL then plans each one anew. Bounded: lists make endless texts. */
function nameStatement() {
  const names = new Map<string, string>()
  return ({ sql }: { sql: string }): string => {
    const known = names.get(sql)
    if (known) return known
    if (names.size >= namedStatementsKept) return ''
    const name = `prisma_${names.size}`
    names.set(sql, name)
    return name
  }
}
