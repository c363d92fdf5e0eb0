import { type BossQueueOptions, openBossQueue } from '../store/boss-queue.ts'
import type { Database } from '../store/sql.ts'
import { createLookupJobs, type LookupJobs, type LookupJobsOptions } from './jobs.ts'

type OpenLookupJobsOptions = Omit<LookupJobsOptions, 'queue' | 'database'> & {
  readonly database: Database
  readonly pollSeconds?: BossQueueOptions['pollSeconds']
}

/** Jobs over a queue in the same database. Disposing ends what is being worked on, and leaves the rest for later. */
export async function openLookupJobs(options: OpenLookupJobsOptions): Promise<LookupJobs & AsyncDisposable> {
  const { database, workspaceId, onError, pollSeconds } = options
  const queue = await openBossQueue({
    database,
    queueName: `lookups-${workspaceId}`,
    onError,
    ...(pollSeconds === undefined ? {} : { pollSeconds }),
  })
  return { ...createLookupJobs({ ...options, queue }), [Symbol.asyncDispose]: () => queue[Symbol.asyncDispose]() }
}
