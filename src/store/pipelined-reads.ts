import { Socket } from 'node:net'
import pg from 'pg'
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
    async sql<Row>(statement: Parameters<Sql>[0], parameters: readonly unknown[] = []) {
      let freest: Line | null = null
      for (const line of lines) {
        if (line.waitsForMs() <= patienceMs && (!freest || line.underWay() < freest.underWay())) freest = line
      }
      if (!freest) return overflow<Row>(statement, parameters)
      const { name, text } = statement
      return await freest.run<Row>({ name, text, values: parameters as unknown[] })
    },
    close: async () => void (await Promise.all(lines.map((line) => line.close()))),
  }
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
}

/**
 * A connection that is made when it is first needed, and again after it was lost, when what was under way fails, or has
 * prepared too much, when nothing does.
 */
function createLine(config: pg.ClientConfig, mostPrepared: number): Line {
  let current: Connection | null = null
  let isClosed = false
  /** When each statement was sent; on one connection, answers come in the same order. */
  const sentAt: number[] = []

  function connect(): Connection {
    const socket = new Socket()
    const made = new pg.Client({ ...config, pipeline: true, stream: () => socket })
    const client = made.connect().then(() => made)
    const connection: Connection = { client, socket, isGathering: false, prepared: new Set() }
    const forget = () => {
      if (current === connection) current = null
    }
    made.on('error', forget)
    made.once('end', forget)
    client.catch(forget)
    return connection
  }

  function connectionFor(name: string): Connection {
    if (current && current.prepared.size >= mostPrepared && !current.prepared.has(name)) {
      // It ends when everything that was sent has been answered.
      current.client.then((client) => client.end()).catch(() => {})
      current = null
    }
    current ??= connect()
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
    underWay: () => sentAt.length,
    waitsForMs: () => (sentAt[0] === undefined ? 0 : performance.now() - sentAt[0]),
    async run<Row>(query: pg.QueryConfig) {
      if (isClosed) throw new Error('The store is closed')
      sentAt.push(performance.now())
      const connection = connectionFor(query.name ?? query.text)
      try {
        const client = await connection.client
        gather(connection)
        const result = await client.query<Row & pg.QueryResultRow>(query)
        const { rows } = result
        // Results of a pipeline are only let go by a collection of all garbage; most of that would be their rows.
        result.rows = []
        return rows
      } finally {
        sentAt.shift()
      }
    },
    async close() {
      isClosed = true
      await (await current?.client.catch(() => null))?.end()
    },
  }
}
