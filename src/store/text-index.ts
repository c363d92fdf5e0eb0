import type { Database } from './sql.ts'

const find = { name: 'text_index', text: `select to_regclass('attendee_by_text') is not null as exists` }

const create = `
  create extension if not exists pg_trgm;
  create extension if not exists btree_gin;
  create index if not exists attendee_by_text on attendee using gin (account_id, sort_name gin_trgm_ops)`

/** Not permitted · no such file · not available here, or not allowed by whoever runs the server. */
const refusals: ReadonlySet<unknown> = new Set(['42501', '58P01', '0A000'])

/**
 * Makes the index that finds parts of names, if it is not there. It is no migration, as it takes extensions that come
 * with PostgreSQL but that a server may lack, or not let us have. False then: such a search reads all names.
 */
export async function ensureTextIndex({ sql, run }: Pick<Database, 'sql' | 'run'>): Promise<boolean> {
  const [found] = await sql<{ exists: boolean }>(find)
  if (found?.exists) return true
  try {
    await run(create)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && refusals.has(error.code)) return false
    throw error
  }
}
