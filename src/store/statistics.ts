import type { Database } from './sql.ts'

/** Those that are four times what they were when PostgreSQL last counted them. */
const outgrown = {
  name: 'statistics_outgrown',
  text: `
    select relname as name from pg_class
    where oid = any ($1::text[]::regclass[]) and pg_relation_size(oid) > 4 * 8192 * greatest(relpages, 4)`,
}

const ingested = [
  'users',
  'user_identifier',
  'attendee',
  'contact_relation',
  'chat',
  'participant',
  'message',
  'relationship',
]

/**
 * Has PostgreSQL count the tables that have outgrown what it knows of them. By itself it does so a minute later, and
 * until then a first sync would be planned as if the tables it fills were empty. For after a transaction that filled
 * them.
 */
export async function refreshStatistics({ sql, run }: Database): Promise<void> {
  const tables = await sql<{ name: string }>(outgrown, [ingested])
  if (tables.length > 0) await run(`analyze ${tables.map(({ name }) => name).join()}`)
}
