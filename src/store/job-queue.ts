/** Keeps, through restarts, which jobs are to be worked on when. */
export type JobQueue = AsyncDisposable & {
  /** Has the job worked on at that time, once, by one of the processes that share the queue. */
  readonly schedule: (jobId: string, at: Date, priority: number) => Promise<void>
  /** Begins to work on jobs that are due. A job whose work throws is worked on again later. */
  readonly work: (handle: (jobId: string) => Promise<void>) => Promise<void>
}
