import type { Database } from './sql.ts'

/** Those that are four times what they were when PostgreSQL last counted them. */
const outgrown = {
  name: 'statistics_outgrown',
  text: `
    select relname as name from pg_class
    where oid = any ($1::text[]::regclass[]) and pg_relation_size(oid) > 4 * 8192 * greatest(relpages, 4)
    order by oid`,
}

/**
 * With the columns that statements choose rows by, where counting what is in the others takes far longer. Of tables with
 * indexes of expressions all is counted: otherwise those are not.
 */
const ingested: Readonly<Record<string, string>> = {
  users: '(id, workspace_id, redirect_to_id, provider, phone_key)',
  user_identifier: '(value, workspace_id, provider, user_kind, kind, scope, user_id)',
  attendee: '',
  contact_relation: '',
  chat: '',
  participant: '(chat_id, attendee_id, evidence)',
  message: '(id, account_id, chat_id, unipile_id, provider_id, sender_provider_id, is_own, sent_at, hidden)',
  relationship: '',
}

/** A tenth of the usual sample, where PostgreSQL will count again by itself. */
const roughly = `set local default_statistics_target = 10;`

/**
 * Has PostgreSQL count the tables that have outgrown what it knows of them. By itself it does so a minute later, and
 * until then a first sync would be planned as if the tables it fills were empty. For after a transaction that filled
 * them.
 */
export async function refreshStatistics({ kind, sql, run }: Database): Promise<void> {
  const tables = await sql<{ name: string }>(outgrown, [Object.keys(ingested)])
  if (tables.length === 0) return
  const counted = tables.map(({ name }) => `${name} ${ingested[name]}`).join()
  await run(`${kind === 'postgres' ? roughly : ''} analyze ${counted}`)
}
