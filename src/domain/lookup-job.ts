import type { LookupProblemClass } from './lookup.ts'

export const lookupJobStates = ['RUNNING', 'DONE', 'CANCELLED'] as const
export type LookupJobState = (typeof lookupJobStates)[number]

/** LOW lets the jobs of others go first. */
export const lookupPriorities = ['LOW', 'NORMAL', 'HIGH'] as const
export type LookupPriority = (typeof lookupPriorities)[number]

/** WAITING has no answer yet; CANCELLED will have none. */
export const lookupItemStates = ['WAITING', 'FOUND', 'NOT_FOUND', 'PROBLEM', 'CANCELLED'] as const
export type LookupItemState = (typeof lookupItemStates)[number]

/** Many lookups asked for at once. Times are ISO 8601. */
export type LookupJob = {
  readonly id: string
  readonly workspaceId: number
  /** The accounts that may ask. */
  readonly accountIds: readonly number[]
  readonly priority: LookupPriority
  readonly state: LookupJobState
  readonly createdAt: string
  /** Null while it is running. */
  readonly finishedAt: string | null
  /** When the next lookup is due; null when none is. */
  readonly nextAt: string | null
  /** How many subjects are in each state. */
  readonly counts: Readonly<Record<LookupItemState, number>>
}

/** One subject of a job. */
export type LookupJobItem = {
  /** Its place among the subjects asked for, from 0. */
  readonly position: number
  /** As `formatSubject` gives it. */
  readonly subject: string
  readonly state: LookupItemState
  /** How often upstream could not be reached for it. */
  readonly failures: number
  readonly userId: string | null
  readonly problem: LookupProblemClass | null
}
