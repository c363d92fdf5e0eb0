import pg from 'pg'
import type { Sql, Statement } from './sql.ts'

export type PipelinedReads = {
  readonly sql: Sql
  close(): Promise<void>
}

/**
 * Runs statements over a few connections that many requests share: each is sent without waiting for those before it to
 * be answered. Nothing that waits for locks or takes long belongs here, as it holds up what was sent behind it.
 */
export function openPipelinedReads(config: pg.ClientConfig, { connections = 2 } = {}): PipelinedReads {
  const lines = Array.from({ length: connections }, () => createLine(config))
  return {
    async sql<Row>({ name, text }: Statement, parameters: readonly unknown[] = []) {
      let [freest] = lines as [Line]
      for (const line of lines) if (line.underWay() < freest.underWay()) freest = line
      return await freest.run<Row>({ name, text, values: parameters as unknown[] })
    },
    close: async () => void (await Promise.all(lines.map((line) => line.close()))),
  }
}

type Line = {
  /** How many statements wait for their answer. */
  underWay(): number
  run<Row>(query: pg.QueryConfig): Promise<readonly Row[]>
  close(): Promise<void>
}

/** A connection that is made when it is first needed, and again after it was lost; what was under way then fails. */
function createLine(config: pg.ClientConfig): Line {
  let client: Promise<pg.Client> | null = null
  let underWay = 0

  async function connect(): Promise<pg.Client> {
    const made = new pg.Client({ ...config, pipeline: true })
    const forget = () => {
      client = null
    }
    made.on('error', forget)
    made.once('end', forget)
    await made.connect()
    return made
  }

  return {
    underWay: () => underWay,
    async run<Row>(query: pg.QueryConfig) {
      underWay += 1
      try {
        client ??= connect()
        return (await (await client).query<Row & pg.QueryResultRow>(query)).rows
      } catch (error) {
        if (!(error instanceof pg.DatabaseError)) client = null
        throw error
      } finally {
        underWay -= 1
      }
    },
    async close() {
      await (await client?.catch(() => null))?.end()
    },
  }
}
