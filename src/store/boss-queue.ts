import { PgBoss } from 'pg-boss'
import type { JobQueue } from './job-queue.ts'
import type { Database } from './sql.ts'

export type BossQueueOptions = {
  readonly database: Pick<Database, 'kind' | 'run'>
  /** Processes with equal names share the queue. */
  readonly queueName: string
  /** Told what goes wrong while nobody waits for it. */
  readonly onError: (error: Error) => void
  /** How often to look for jobs that are due, at most. */
  readonly pollSeconds?: number
}

export type BossQueue = JobQueue & {
  /** Schedules the job unless it waits already, for whichever time. */
  readonly scheduleUnlessWaiting: (jobId: string, at: Date) => Promise<void>
}

/** A queue of pg-boss in our own database, in a schema that it makes and keeps up to date by itself. */
export async function openBossQueue({
  database,
  queueName,
  onError,
  pollSeconds = 2,
}: BossQueueOptions): Promise<BossQueue> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.run(text, values) },
    backend: database.kind,
    schema: 'acquaint_jobs',
    schedule: false,
  })
  boss.on('error', onError)
  await boss.start()
  // For each job one entry may wait and one be worked on, so that scheduling twice is scheduling once.
  await boss.createQueue(queueName, { policy: 'stately', retryLimit: 1_000, retryDelay: 30, retryBackoff: true })

  return {
    async schedule(jobId, at, priority) {
      await boss.upsert(queueName, { jobId }, { singletonKey: jobId, startAfter: at, priority })
    },
    async scheduleUnlessWaiting(jobId, at) {
      await boss.send(queueName, { jobId }, { singletonKey: jobId, startAfter: at })
    },
    async work(handle) {
      await boss.work<{ jobId: string }>(queueName, { pollingIntervalSeconds: pollSeconds }, async (jobs) => {
        for (const { data } of jobs) await handle(data.jobId)
      })
    },
    [Symbol.asyncDispose]: () => boss.stop({ graceful: true, timeout: 5_000 }),
  }
}
