import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

/** Every row of a database as a script of `COPY … FROM stdin`, in an order that foreign keys allow. */
export function dumpRows(url: string): Promise<string> {
  return run('pg_dump', ['--data-only', '--exclude-table=_prisma_migrations', `--dbname=${url}`])
}

export type Copied = { readonly seconds: number; readonly rows: number; readonly tables: ReadonlyMap<string, Table> }
type Table = { readonly rows: number; readonly seconds: number }

/** Runs such a script in a database of the same schema; the times are the server's answers to each COPY. */
export async function copyRows(url: string, dump: string): Promise<Copied> {
  const output = await run('psql', ['--no-psqlrc', `--dbname=${url}`, '--set=ON_ERROR_STOP=1'], `\\timing on\n${dump}`)
  const names = [...dump.matchAll(/^COPY public\.(\w+)/gm)].map(([, name]) => name ?? '')
  const copies = [...output.matchAll(/^COPY (\d+)\nTime: ([\d.]+) ms/gm)]
  const tables = new Map(
    copies
      .map(([, rows, ms], index) => [names[index] ?? '', { rows: Number(rows), seconds: Number(ms) / 1000 }] as const)
      .filter(([, { rows }]) => rows > 0),
  )
  const sum = (read: (table: Table) => number) => [...tables.values()].reduce((total, table) => total + read(table), 0)
  return { seconds: sum(({ seconds }) => seconds), rows: sum(({ rows }) => rows), tables }
}

async function run(program: string, options: readonly string[], input = ''): Promise<string> {
  const child = spawn(program, options, { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(input)
  const output = await text(child.stdout)
  if (child.exitCode) throw new Error(`${program} failed`)
  return output
}
