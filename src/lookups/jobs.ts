import { randomUUID } from 'node:crypto'
import type { LookupAccount, LookupAnswer, LookupOperation, LookupSubject } from '../domain/lookup.ts'
import { type LookupJob, type LookupPriority, lookupPriorities } from '../domain/lookup-job.ts'
import type { JobQueue } from '../store/job-queue.ts'
import { findItems } from '../store/lookups/job-items.ts'
import { countWaiting, endJob, findJob, findRunningJobs, insertJob, saveJobDue } from '../store/lookups/jobs.ts'
import { createJobStep, type JobStepOptions } from './job-step.ts'
import type { LookupMetrics } from './metrics.ts'
import { createSignals } from './signals.ts'
import { formatSubject } from './subject-text.ts'

export type LookupJobsOptions = JobStepOptions & {
  /** Whose jobs to work on: each upstream has its own workspace, and can't look up for others. */
  readonly workspaceId: number
  readonly queue: JobQueue
  readonly metrics: LookupMetrics
  /** Rejects when the signal is aborted. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** Told what went wrong with a job while nobody waited for it. */
  readonly onError: (error: unknown) => void
}

export type LookupsRequested = {
  readonly workspaceId: number
  /** The accounts that may ask. */
  readonly accounts: readonly LookupAccount[]
  readonly subjects: readonly LookupSubject[]
  readonly priority: LookupPriority
  /** How much may be asked at once, before anything is queued. */
  readonly operation: LookupOperation
}

export type LookupJobs = ReturnType<typeof createLookupJobs>

/** How long a change made by another process may go unnoticed by those who watch a job. */
const watchMs = 1_000

/** Lookups that nobody waits for: asked at a human pace, through restarts, until all are answered or cancelled. */
export function createLookupJobs(options: LookupJobsOptions) {
  const { lookup, database, queue, now, metrics, pause, onError } = options
  const { sql } = database
  const changes = createSignals()
  const step = createJobStep(options)

  async function schedule(id: string, at: Date, priority: LookupPriority): Promise<void> {
    await saveJobDue(sql, id, at)
    await queue.schedule(id, at, lookupPriorities.indexOf(priority))
  }

  async function work(id: string): Promise<void> {
    const job = await findJob(sql, id)
    if (job?.state !== 'RUNNING') return
    const dueAt = await step(job, () => changes.tell(id))
    if (dueAt) await schedule(id, dueAt, job.priority)
    else await endJob(sql, id, 'DONE', now())
    metrics.queueDepth(await countWaiting(sql))
    changes.tell(id)
  }

  /** Null for a job of another workspace. */
  async function find(workspaceId: number, id: string): Promise<LookupJob | null> {
    const job = await findJob(sql, id)
    return job?.workspaceId === workspaceId ? job : null
  }

  return {
    /**
     * Answers what can be answered now, in the order asked; what was deferred then waits in a job, whose id those
     * answers have. Null is the job of a request that left nothing to wait for.
     */
    async request(request: LookupsRequested): Promise<{ answers: readonly LookupAnswer[]; jobId: string | null }> {
      const { workspaceId, accounts, subjects, priority, operation } = request
      const asking = { workspaceId, accounts, wants: 'PROFILE', policy: { kind: 'IF_MISSING' }, operation } as const
      const answers = await Promise.all(subjects.map((subject) => lookup({ ...asking, subject })))
      const waiting = subjects.filter((_, index) => isDeferred(answers[index]))
      if (waiting.length === 0) return { answers, jobId: null }

      const id = randomUUID()
      const accountIds = accounts.map((account) => account.id)
      const createdAt = now().toISOString()
      const texts = [...new Set(waiting.map(formatSubject))]
      const job = { id, workspaceId, accountIds, priority, createdAt, subjects: texts }
      await database.transaction((transaction) => insertJob(transaction, job))
      await schedule(id, now(), priority)
      metrics.queueDepth(await countWaiting(sql))
      return { answers: answers.map((answer) => inJob(answer, id)), jobId: id }
    },

    find,

    /** Items after the given position, which is -1 for the first ones. */
    items: (jobId: string, after: number, limit: number) => findItems(sql, jobId, after, limit),

    /** Stops a job; what was answered stays. Null for a job of another workspace. */
    async cancel(workspaceId: number, id: string): Promise<LookupJob | null> {
      if (!(await find(workspaceId, id))) return null
      await endJob(sql, id, 'CANCELLED', now())
      metrics.queueDepth(await countWaiting(sql))
      changes.tell(id)
      return find(workspaceId, id)
    },

    /** The job as it is, then after each change, until it has ended. Nothing at all for a job of another workspace. */
    async *watch(workspaceId: number, id: string, signal: AbortSignal): AsyncGenerator<LookupJob> {
      for (let seen = ''; !signal.aborted; ) {
        using changed = changes.listen(id)
        const job = await find(workspaceId, id)
        if (!job) return
        const text = JSON.stringify(job)
        if (text !== seen) yield job
        if (job.state !== 'RUNNING') return
        seen = text
        await Promise.race([changed.told, pause(watchMs, signal).catch(() => {})])
      }
    },

    work,

    /** Begins to work on jobs, those left by an earlier process included. */
    async start(): Promise<void> {
      await queue.work((id) =>
        work(id).catch((error: unknown) => {
          onError(error)
          throw error
        }),
      )
      for (const { id, priority, nextAt } of await findRunningJobs(sql, options.workspaceId)) {
        await queue.schedule(id, nextAt ? new Date(nextAt) : now(), lookupPriorities.indexOf(priority))
      }
    },
  }
}

function isDeferred(answer: LookupAnswer | undefined): boolean {
  return answer?.kind === 'DEFERRED' || (answer?.kind === 'FOUND' && answer.unmet?.kind === 'DEFERRED')
}

function inJob(answer: LookupAnswer, jobId: string): LookupAnswer {
  if (answer.kind === 'DEFERRED') return { ...answer, jobId }
  if (answer.kind !== 'FOUND' || answer.unmet?.kind !== 'DEFERRED') return answer
  return { ...answer, unmet: { ...answer.unmet, jobId } }
}
