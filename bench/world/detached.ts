import type { Client } from 'pg'

type Definition = { readonly name: string; readonly table: string; readonly text: string }

const constraints = `
  select conname as name, conrelid::regclass::text as table, pg_get_constraintdef(oid) as text
  from pg_constraint where contype = $1 and (conrelid::regclass::text = any ($2) or confrelid::regclass::text = any ($2))`

const indexes = `
  select indexrelid::regclass::text as name, indrelid::regclass::text as table, pg_get_indexdef(indexrelid) as text
  from pg_index where indrelid::regclass::text = any ($1)
    and not exists (select from pg_constraint where conindid = indexrelid)`

/** Runs `work` while the tables have no indexes and constraints, which are built anew after it. */
export async function detached(
  client: Client,
  tables: readonly string[],
  { work, progress }: { work: () => Promise<void>; progress: (what: string) => void },
): Promise<void> {
  const read = async (text: string, values: unknown[]) => (await client.query<Definition>(text, values)).rows
  const foreignKeys = await read(constraints, ['f', tables])
  const others = await read(indexes, [tables])
  const primaryKeys = await read(constraints, ['p', tables])
  for (const { name, table } of [...foreignKeys, ...primaryKeys])
    await client.query(`alter table ${table} drop constraint ${name}`)
  for (const { name } of others) await client.query(`drop index ${name}`)
  await work()
  for (const { name, table, text } of primaryKeys) {
    progress(`index ${name}`)
    await client.query(`alter table ${table} add constraint ${name} ${text}`)
  }
  for (const { name, text } of others) {
    progress(`index ${name}`)
    await client.query(text)
  }
  for (const { name, table, text } of foreignKeys) {
    progress(`foreign key ${name}`)
    await client.query(`alter table ${table} add constraint ${name} ${text}`)
  }
}
