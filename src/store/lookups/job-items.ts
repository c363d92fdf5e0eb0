import type { LookupProblemClass } from '../../domain/lookup.ts'
import type { LookupItemState, LookupJobItem } from '../../domain/lookup-job.ts'
import type { Sql } from '../sql.ts'

const itemColumns = `position, subject, state, failures, user_id as "userId", problem`

const next = {
  name: 'lookups_item_next',
  text: `
    select ${itemColumns} from lookup_job_item
    where job_id = $1 and state = 'WAITING' order by failures, position limit 1`,
}

const list = {
  name: 'lookups_items',
  text: `
    select ${itemColumns} from lookup_job_item
    where job_id = $1 and position > $2 order by position limit $3`,
}

const answer = {
  name: 'lookups_item_answer',
  text: `
    update lookup_job_item set state = $3, user_id = $4, problem = $5, answered_at = $6
    where job_id = $1 and position = $2 and state = 'WAITING'`,
}

const fail = {
  name: 'lookups_item_fail',
  text: `update lookup_job_item set failures = failures + 1 where job_id = $1 and position = $2`,
}

const waitingIn = {
  name: 'lookups_item_waiting_in',
  text: `
    select distinct on (item.subject) item.subject, job.id
    from lookup_job_item item join lookup_job job on job.id = item.job_id
    where item.subject = any ($2::text[]) and item.state = 'WAITING' and job.workspace_id = $1
    order by item.subject, job.created_at`,
}

/** The item to look up next, those that never failed first; null when none waits. */
export async function findNextItem(sql: Sql, jobId: string): Promise<LookupJobItem | null> {
  const [item] = await sql<LookupJobItem>(next, [jobId])
  return item ?? null
}

/** Items after the given position, which is -1 for the first ones. */
export function findItems(sql: Sql, jobId: string, after: number, limit: number): Promise<readonly LookupJobItem[]> {
  return sql<LookupJobItem>(list, [jobId, after, limit])
}

export type ItemAnswer = {
  readonly state: Exclude<LookupItemState, 'WAITING' | 'CANCELLED'>
  readonly userId: string | null
  readonly problem: LookupProblemClass | null
}

export async function saveItemAnswer(
  sql: Sql,
  jobId: string,
  position: number,
  { state, userId, problem }: ItemAnswer,
  at: Date,
): Promise<void> {
  await sql(answer, [jobId, position, state, userId, problem, at.toISOString()])
}

export async function saveItemFailure(sql: Sql, jobId: string, position: number): Promise<void> {
  await sql(fail, [jobId, position])
}

/** For each of the subjects that waits in a job of the workspace the oldest such job. */
export async function findJobsWaitingFor(
  sql: Sql,
  workspaceId: number,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ subject: string; id: string }>(waitingIn, [workspaceId, subjects])
  return new Map(rows.map(({ subject, id }) => [subject, id]))
}
