import { type LookupItemState, type LookupJob, lookupItemStates, lookupPriorities } from '../../domain/lookup-job.ts'
import { columns } from '../ingest/columns.ts'
import type { Sql } from '../sql.ts'

const insert = {
  name: 'lookups_job_insert',
  text: `
    insert into lookup_job (id, workspace_id, account_ids, priority, state, created_at)
    values ($1, $2, $3, $4, 'RUNNING', $5)`,
}

const insertItems = {
  name: 'lookups_job_insert_items',
  text: `
    insert into lookup_job_item (job_id, position, subject, state)
    select $1, position, subject, 'WAITING' from unnest($2::int[], $3::text[]) as item (position, subject)`,
}

const findColumns = `
  job.id, job.workspace_id as "workspaceId", job.account_ids as "accountIds", job.priority, job.state,
  job.created_at as "createdAt", job.finished_at as "finishedAt", job.next_at as "nextAt",
  (select jsonb_object_agg(state, items) from (
    select state, count(*) as items from lookup_job_item where job_id = job.id group by state
  ) by_state) as counts`

const find = {
  name: 'lookups_job_find',
  text: `select ${findColumns} from lookup_job job where job.id = $1`,
}

const running = {
  name: 'lookups_jobs_running',
  text: `select id, priority, next_at as "nextAt" from lookup_job
    where workspace_id = $1 and state = 'RUNNING' order by created_at, id`,
}

const due = {
  name: 'lookups_job_due',
  text: `update lookup_job set next_at = $2 where id = $1`,
}

const end = {
  name: 'lookups_job_end',
  text: `
    update lookup_job set state = $2, finished_at = $3, next_at = null where id = $1 and state = 'RUNNING'
    returning id`,
}

const cancelItems = {
  name: 'lookups_job_cancel_items',
  text: `update lookup_job_item set state = 'CANCELLED' where job_id = $1 and state = 'WAITING'`,
}

const depth = {
  name: 'lookups_jobs_depth',
  text: `select count(*)::int as depth from lookup_job_item where state = 'WAITING'`,
}

type Row = Omit<LookupJob, 'priority' | 'counts'> & {
  readonly priority: number
  readonly counts: Partial<Record<LookupItemState, number>> | null
}

export type NewLookupJob = Pick<LookupJob, 'id' | 'workspaceId' | 'accountIds' | 'priority' | 'createdAt'> & {
  readonly subjects: readonly string[]
}

/** Must run inside a transaction. */
export async function insertJob(sql: Sql, job: NewLookupJob): Promise<void> {
  const { id, workspaceId, accountIds, priority, createdAt, subjects } = job
  await sql(insert, [id, workspaceId, accountIds, lookupPriorities.indexOf(priority), createdAt])
  const items = subjects.map((subject, position) => ({ position, subject }))
  await sql(insertItems, [id, ...columns(items, [({ position }) => position, ({ subject }) => subject])])
}

/** Null when there is no such job. */
export async function findJob(sql: Sql, id: string): Promise<LookupJob | null> {
  const [row] = await sql<Row>(find, [id])
  return row ? jobOf(row) : null
}

/** The workspace's jobs that were not at their end when they were last seen. */
export async function findRunningJobs(
  sql: Sql,
  workspaceId: number,
): Promise<readonly Pick<LookupJob, 'id' | 'priority' | 'nextAt'>[]> {
  const rows = await sql<Pick<Row, 'id' | 'priority' | 'nextAt'>>(running, [workspaceId])
  return rows.map((row) => ({ ...row, priority: lookupPriorities[row.priority] ?? 'NORMAL' }))
}

export async function saveJobDue(sql: Sql, id: string, at: Date): Promise<void> {
  await sql(due, [id, at.toISOString()])
}

/** Ends a running job; what still waits in it will not be asked. False when it had ended before. */
export async function endJob(sql: Sql, id: string, state: 'DONE' | 'CANCELLED', at: Date): Promise<boolean> {
  const ended = await sql(end, [id, state, at.toISOString()])
  if (ended.length > 0) await sql(cancelItems, [id])
  return ended.length > 0
}

/** How many lookups wait in all jobs. */
export async function countWaiting(sql: Sql): Promise<number> {
  const [row] = await sql<{ depth: number }>(depth)
  return row?.depth ?? 0
}

function jobOf({ priority, counts, ...row }: Row): LookupJob {
  const states = lookupItemStates.map((state) => [state, counts?.[state] ?? 0] as const)
  return {
    ...row,
    priority: lookupPriorities[priority] ?? 'NORMAL',
    counts: Object.fromEntries(states) as Record<LookupItemState, number>,
  }
}
