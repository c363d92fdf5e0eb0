import type { Sql } from './sql.ts'

/** The readings of what is new in an account, so far. */
export type Reading = {
  readonly wholeReadAt: string | null
  readonly contactsAt: string | null
}

const begin = {
  name: 'readings_begin',
  text: `
    insert into account_reading (account_id, started_at) values ($1, $2::timestamptz)
    on conflict (account_id) do update set started_at = excluded.started_at
    returning whole_read_at as "wholeReadAt", contacts_at as "contactsAt"`,
}

/** Says that a reading begins, and tells what the ones before it read last. */
export async function beginReading(sql: Sql, accountId: number, at: string): Promise<Reading> {
  const [reading] = await sql<Reading>(begin, [accountId, at])
  if (!reading) throw new Error('A reading was not begun')
  return reading
}

const finish = {
  name: 'readings_finish',
  text: `
    update account_reading set finished_at = $2::timestamptz, missed = missed + $3, last_error = $7,
      last_error_at = case when $7::text is null then last_error_at else $2::timestamptz end,
      whole_read_at = case when $4 then $2::timestamptz else whole_read_at end,
      whole_at = case when $5 then $2::timestamptz else whole_at end,
      contacts_at = case when $6 then $2::timestamptz else contacts_at end
    where account_id = $1`,
}

export type FinishedReading = {
  readonly at: string
  /** What it found that no webhook had told. */
  readonly missed: number
  /** Whether the lists were read whole, and whether each of them told what is gone. */
  readonly isWhole: boolean
  readonly isCompared: boolean
  readonly hasContacts: boolean
  /** What went wrong in spite of that; null when nothing did. */
  readonly problem: string | null
}

/** Says that a reading came to its end. */
export async function finishReading(
  sql: Sql,
  accountId: number,
  { at, missed, isWhole, isCompared, hasContacts, problem }: FinishedReading,
): Promise<void> {
  await sql(finish, [accountId, at, missed, isWhole, isCompared, hasContacts, problem])
}

const fail = {
  name: 'readings_fail',
  text: `update account_reading set last_error = $2, last_error_at = $3::timestamptz where account_id = $1`,
}

/** Says why a reading did not come to its end. */
export async function failReading(sql: Sql, accountId: number, problem: string, at: string): Promise<void> {
  await sql(fail, [accountId, problem, at])
}

const wantWhole = {
  name: 'readings_want_whole',
  text: `
    insert into account_reading (account_id) values ($1)
    on conflict (account_id) do update set whole_read_at = null, contacts_at = null`,
}

/** Has the next reading compare the lists whole, whenever that was last done. */
export async function wantWholeReading(sql: Sql, accountId: number): Promise<void> {
  await sql(wantWhole, [accountId])
}
