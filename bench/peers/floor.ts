import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { questions } from '../queries/index.ts'
import { readSettings, serve } from './serve.ts'

/*
 * What a person would write who has this one question and nothing else in mind: a statement that is prepared once for
 * each connection and gives the whole answer as JSON. No graph, no checks.
 */
const { databaseUrl, poolSize } = readSettings()
const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize, options: '-c TimeZone=UTC' })
const statements = new Map(
  questions.map(({ letter, statement }) => [letter, { name: `floor_${letter}`, text: statement }]),
)

async function answer(request: IncomingMessage): Promise<string> {
  const { letter, values } = JSON.parse(await text(request)) as { letter: string; values: unknown[] }
  const statement = statements.get(letter)
  if (!statement) throw new Error(`There is no question ${letter}`)
  const { rows } = await pool.query<[string]>({ ...statement, values, rowMode: 'array' })
  return `{"data":${rows[0]?.[0] ?? null}}`
}

await serve(
  createServer((request, response) => {
    answer(request).then(
      (body) => {
        const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
        response.writeHead(200, headers).end(body)
      },
      (error) => response.writeHead(500).end(String(error)),
    )
  }),
)
