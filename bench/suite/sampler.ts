import pg from 'pg'
import type { Random } from './random.ts'

/** Draws from the rows there are. The same rows and random numbers give the same draw. */
export type Sampler = AsyncDisposable & {
  /** The workspace's accounts, by id. */
  readonly accountIds: readonly number[]
  rows<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>
  /** So many rows of `from` by their `id`, which is about dense; each one may be drawn more than once. */
  draw<Row extends { id: string }>(select: string, from: string, random: Random, count: number): Promise<readonly Row[]>
}

export async function openSampler(databaseUrl: string, workspaceId: number): Promise<Sampler> {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c TimeZone=UTC' })
  await client.connect()
  const rows = async <Row>(text: string, values: readonly unknown[] = []) => {
    const result = await client.query(text, [...values])
    return result.rows as readonly Row[]
  }
  const accounts = await rows<{ id: number }>('select id from account where workspace_id = $1 order by id', [
    workspaceId,
  ])
  return {
    accountIds: accounts.map(({ id }) => id),
    rows,
    async draw<Row extends { id: string }>(select: string, from: string, random: Random, count: number) {
      const [range] = await rows<{ low: string; high: string }>(`select min(id) as low, max(id) as high from ${from}`)
      const low = Number(range?.low)
      const ids = Array.from({ length: count * 2 }, () => low + random.below(Number(range?.high) - low + 1))
      const found = await rows<Row>(`select ${select} from ${from} where id = any ($1::bigint[])`, [ids])
      const byId = new Map(found.map((row) => [Number(row.id), row]))
      const drawn = ids.flatMap((id) => byId.get(id) ?? []).slice(0, count)
      if (drawn.length < count) throw new Error(`${from} has too few rows to draw ${count} of them`)
      return drawn
    },
    [Symbol.asyncDispose]: () => client.end(),
  }
}
