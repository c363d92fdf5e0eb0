import DataLoader from 'dataloader'
import type { Account, Viewer } from '../domain/account.ts'
import {
  type BudgetStatus,
  type Lookup,
  type LookupAccount,
  type LookupAnswer,
  type LookupPolicy,
  type LookupQuestion,
  type LookupSubject,
  providerOf,
  startOperation,
} from '../domain/lookup.ts'
import type { LookupJob, LookupJobItem, LookupPriority } from '../domain/lookup-job.ts'
import type { Budgets } from '../lookups/budgets.ts'
import type { LookupJobs } from '../lookups/jobs.ts'

/** What the gateway has for all requests. */
export type LookupService = {
  readonly lookup: Lookup
  readonly budgets: Pick<Budgets, 'status' | 'retryAt'>
  readonly jobs: Pick<LookupJobs, 'request' | 'find' | 'items' | 'cancel' | 'watch'>
}

export type LookupOptions = {
  /** The accounts that may ask; all of the viewer's on that network when left out. */
  readonly accounts?: readonly LookupAccount[]
  readonly wants: LookupQuestion['wants']
  readonly policy: LookupPolicy
}

type Asked = LookupOptions & { readonly subject: LookupSubject }

export type RequestLookups = ReturnType<typeof createRequestLookups>

export type RequestLookupsOptions = {
  readonly service: LookupService
  readonly viewer: Viewer
  /** How many users this operation may ask providers about. */
  readonly maxLookups: number
}

/** Lookups on behalf of one request. The same question asked twice in it is one, and its accounts are the viewer's. */
export function createRequestLookups({ service, viewer, maxLookups }: RequestLookupsOptions) {
  const { workspaceId } = viewer
  const operation = startOperation(maxLookups)
  const answers = new DataLoader<Asked, LookupAnswer, string>(
    ([asked]) =>
      Promise.all(asked ? [service.lookup({ ...asked, accounts: accountsFor(asked), workspaceId, operation })] : []),
    // Each is asked as soon as it is known, since one that is slow must not hold up the others.
    { name: 'lookups', maxBatchSize: 1, cacheKeyFn: JSON.stringify },
  )
  const asked = new Set<string>()

  function accountsFor({ accounts, subject }: Asked): readonly LookupAccount[] {
    return accounts ?? viewer.accounts.filter(({ provider }) => provider === providerOf(subject))
  }

  return {
    operation,

    find(subject: LookupSubject, { accounts, wants, policy }: LookupOptions): Promise<LookupAnswer> {
      const given = accounts?.map(({ id, unipileId, provider, status }) => ({ id, unipileId, provider, status }))
      const question = { subject, wants, policy, ...(given && { accounts: given }) }
      const key = JSON.stringify(question)
      if (asked.has(key)) operation.deduped += 1
      asked.add(key)
      return answers.load(question)
    },

    /** The same, for an estimate: nothing is asked, and what would have been is counted as `lookups`. */
    dryRun: () => createRequestLookups({ service: estimating(service), viewer, maxLookups: Number.POSITIVE_INFINITY }),

    budgetsOf: (account: LookupAccount): Promise<readonly BudgetStatus[]> => service.budgets.status(account),

    /** When one of the accounts can ask again; null when one can now, or none ever. */
    retryAt: (accounts: readonly Account[]): Promise<Date | null> => service.budgets.retryAt(accounts, 'PROFILE'),

    request(subjects: readonly LookupSubject[], accounts: readonly LookupAccount[] | null, priority: LookupPriority) {
      return service.jobs.request({
        workspaceId,
        accounts: accounts ?? viewer.accounts,
        subjects,
        priority,
        operation,
      })
    },

    findJob: (id: string): Promise<LookupJob | null> => service.jobs.find(workspaceId, id),
    findJobItems: (id: string, after: number, limit: number): Promise<readonly LookupJobItem[]> =>
      service.jobs.items(id, after, limit),
    cancelJob: (id: string): Promise<LookupJob | null> => service.jobs.cancel(workspaceId, id),
    watchJob: (id: string, signal: AbortSignal): AsyncIterable<LookupJob> =>
      service.jobs.watch(workspaceId, id, signal),
  }
}

/** Asks with nothing to spend, and counts the questions that would have needed more. */
function estimating(service: LookupService): LookupService {
  return {
    ...service,
    async lookup(question) {
      const operation = startOperation(0)
      const answer = await service.lookup({ ...question, operation })
      const unmet = answer.kind === 'FOUND' ? answer.unmet : answer
      if (unmet?.kind === 'DEFERRED' && unmet.because === 'OPERATION_CAP') question.operation.lookups += 1
      question.operation.cacheHits += operation.cacheHits
      return answer
    },
  }
}
