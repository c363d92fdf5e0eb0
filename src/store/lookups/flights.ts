import { randomUUID } from 'node:crypto'
import type { Sql } from '../sql.ts'

const take = {
  name: 'lookups_take_flight',
  text: `
    insert into lookup_flight as f (key, holder, expires_at) values ($1, $2, $3)
    on conflict (key) do update set holder = excluded.holder, expires_at = excluded.expires_at
    where f.expires_at <= $4
    returning holder`,
}

const end = {
  name: 'lookups_end_flight',
  text: `delete from lookup_flight where key = $1 and holder = $2`,
}

/**
 * Takes the flight with this key for as long as the lease lasts, at most: who dies in it does not block it for good.
 * Gives the way to end it, or null while somebody else has it.
 */
export async function takeFlight(
  sql: Sql,
  key: string,
  { now, leaseMs }: { now: Date; leaseMs: number },
): Promise<(() => Promise<void>) | null> {
  const holder = randomUUID()
  const expiresAt = new Date(now.getTime() + leaseMs).toISOString()
  const [taken] = await sql<{ holder: string }>(take, [key, holder, expiresAt, now.toISOString()])
  if (!taken) return null
  return async () => {
    await sql(end, [key, holder])
  }
}
