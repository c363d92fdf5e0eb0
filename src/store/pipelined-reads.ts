import { Socket } from 'node:net'
import pg from 'pg'
import { databaseError } from './database-away.ts'
import type { Sql } from './sql.ts'

export type PipelinedReads = {
  readonly sql: Sql
  close(): Promise<void>
}

export type PipelinedReadsOptions = {
  /** Runs what would have to wait for a statement that takes long. */
  readonly overflow: Sql
  readonly connections?: number
  /** How many statements a connection prepares before another takes its place. */
  readonly mostPrepared?: number
}

/** A statement that was not answered for so long holds up those sent behind it. */
const patienceMs = 30

/** So many statements at once: the server has most of the work, and fewer would leave its processors idle. */
const usualConnections = 4

/** The server keeps each of them, with its plan, until the connection ends; many queries have statements of their own. */
const usuallyPrepared = 500

/**
 * Runs statements over a few connections that many requests share: each is sent without waiting for those before it to
 * be answered. Nothing that waits for locks belongs here.
 */
export function openPipelinedReads(
  config: pg.ClientConfig,
  { overflow, connections = usualConnections, mostPrepared = usuallyPrepared }: PipelinedReadsOptions,
): PipelinedReads {
  const lines = Array.from({ length: connections }, () => createLine(config, mostPrepared))
  return {
    sql<Row>(statement: Parameters<Sql>[0], parameters: readonly unknown[] = []) {
      let freest: Line | null = null
      for (const line of lines) {
        if (line.waitsForMs() <= patienceMs && (!freest || line.underWay() < freest.underWay())) freest = line
      }
      if (!freest) return overflow<Row>(statement, parameters)
      const { name, text } = statement
      return freest.run<Row>({ name, text, values: parameters.map(asText) })
    },
    close: async () => void (await Promise.all(lines.map((line) => line.close()))),
  }
}

/** Lists are written at once where nothing has to be escaped; the driver would look for that in each member. */
function asText(value: unknown): unknown {
  if (!Array.isArray(value) || value.length === 0) return value
  if (value.every((one) => typeof one === 'number')) return `{${value.join(',')}}`
  const isPlain = value.every((one) => typeof one === 'string') && !/["\\]/.test(value.join(''))
  return isPlain ? `{"${value.join('","')}"}` : value
}

type Line = {
  /** How many statements wait for their answer. */
  underWay(): number
  /** For how long the one that is answered next has been waiting. */
  waitsForMs(): number
  run<Row>(query: pg.QueryConfig): Promise<readonly Row[]>
  close(): Promise<void>
}

type Connection = {
  readonly client: Promise<pg.Client>
  readonly socket: Socket
  isGathering: boolean
  /** The names of its statements. */
  readonly prepared: Set<string>
  /** When each statement was sent; answers come in the same order. */
  readonly sentAt: number[]
}

/**
 * A connection that is made when it is first needed, and again after it was lost: what was under way then fails. One that
 * has prepared too much goes on until another is there to take its place, and ends when all it was sent is answered.
 */
function createLine(config: pg.ClientConfig, mostPrepared: number): Line {
  let current: Connection | null = null
  let successor: Connection | null = null
  let most = mostPrepared
  let isClosed = false
  const ending = new Set<Promise<void>>()

  function connect(): Connection {
    const socket = new Socket()
    const made = new pg.Client({ ...config, pipeline: true, stream: () => socket })
    const client = made.connect().then(() => made)
    const connection: Connection = { client, socket, isGathering: false, prepared: new Set(), sentAt: [] }
    const forget = () => {
      if (current === connection) current = null
    }
    made.on('error', forget)
    made.once('end', forget)
    client.catch(forget)
    return connection
  }

  /** The client waits for the answers to what it was sent. */
  function end(connection: Connection): void {
    const ended = connection.client.then((client) => client.end()).catch(() => {})
    ending.add(ended)
    ended.finally(() => ending.delete(ended))
  }

  async function replace({ prepared }: Connection): Promise<void> {
    successor = connect()
    try {
      await successor.client
      if (isClosed) return
      if (current) end(current)
      current = successor
      most = mostPrepared
    } catch {
      // The server has no room for another: not to be asked again at once.
      most = prepared.size * 2
    } finally {
      successor = null
    }
  }

  function connectionFor(name: string): Connection {
    current ??= connect()
    if (current.prepared.size >= most && !current.prepared.has(name) && !successor) void replace(current)
    current.prepared.add(name)
    return current
  }

  /** What is asked for in one turn of the event loop leaves as one packet: to send each alone costs more than to make it. */
  function gather(connection: Connection): void {
    if (connection.isGathering) return
    connection.isGathering = true
    connection.socket.cork()
    setImmediate(() => {
      connection.isGathering = false
      connection.socket.uncork()
    })
  }

  return {
    underWay: () => current?.sentAt.length ?? 0,
    waitsForMs: () => (current?.sentAt[0] === undefined ? 0 : performance.now() - current.sentAt[0]),
    async run<Row>(query: pg.QueryConfig) {
      if (isClosed) throw new Error('The store is closed')
      const connection = connectionFor(query.name ?? query.text)
      connection.sentAt.push(performance.now())
      try {
        const client = await connection.client
        gather(connection)
        const result = await client.query<Row & pg.QueryResultRow>(query)
        const { rows } = result
        // Results of a pipeline are only let go by a collection of all garbage; most of that would be their rows.
        result.rows = []
        return rows
      } catch (error) {
        throw databaseError(error)
      } finally {
        connection.sentAt.shift()
      }
    },
    async close() {
      isClosed = true
      for (const connection of [current, successor]) if (connection) end(connection)
      await Promise.all(ending)
    },
  }
}
