import type { Sql } from '../sql.ts'

/** Points counted under a key, and the end of the window they are counted in, in milliseconds since 1970. */
export type BudgetRow = { readonly points: number; readonly expiresAt: number }

type Row = { readonly points: number; readonly expiresAt: string }

const count = {
  name: 'lookups_budget_count',
  text: `
    insert into lookup_budget as b (key, points, expires_at) values ($1, greatest($2::int, 0), $3)
    on conflict (key) do update set
      points = case when $5 then excluded.points
        when b.expires_at <= $4 then excluded.points else greatest(b.points + $2::int, 0) end,
      expires_at = case when $5 or b.expires_at <= $4 then excluded.expires_at else b.expires_at end
    returning points, expires_at as "expiresAt"`,
}

const find = {
  name: 'lookups_budget_find',
  text: `select points, expires_at as "expiresAt" from lookup_budget where key = $1 and expires_at > $2`,
}

const remove = {
  name: 'lookups_budget_remove',
  text: `delete from lookup_budget where key = $1 returning key`,
}

/** Adds points to a key's window, or begins one when there is none; `anew` begins one whatever there is. */
export async function countPoints(
  sql: Sql,
  key: string,
  { points, now, expiresAt, anew }: { points: number; now: number; expiresAt: number; anew: boolean },
): Promise<BudgetRow> {
  const rows = await sql<Row>(count, [key, points, isoOf(expiresAt), isoOf(now), anew])
  return rowOf(rows) ?? { points, expiresAt }
}

/** The key's window; null when it has none, or it is over. */
export async function findPoints(sql: Sql, key: string, now: number): Promise<BudgetRow | null> {
  return rowOf(await sql<Row>(find, [key, isoOf(now)]))
}

/** False when there was nothing to remove. */
export async function removePoints(sql: Sql, key: string): Promise<boolean> {
  return (await sql(remove, [key])).length > 0
}

function rowOf([row]: readonly Row[]): BudgetRow | null {
  return row ? { points: row.points, expiresAt: Date.parse(row.expiresAt) } : null
}

function isoOf(time: number): string {
  return new Date(time).toISOString()
}
