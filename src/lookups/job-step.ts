import { type Lookup, type LookupAnswer, type LookupQuestion, providerOf, startOperation } from '../domain/lookup.ts'
import type { LookupJob, LookupJobItem } from '../domain/lookup-job.ts'
import { findLookupAccounts } from '../store/lookups/accounts.ts'
import { findNextItem, type ItemAnswer, saveItemAnswer, saveItemFailure } from '../store/lookups/job-items.ts'
import { findJob } from '../store/lookups/jobs.ts'
import type { Database } from '../store/sql.ts'
import type { Budgets } from './budgets.ts'
import { parseSubject } from './subject-text.ts'

export type JobStepOptions = {
  readonly lookup: Lookup
  readonly budgets: Budgets
  readonly database: Pick<Database, 'sql' | 'transaction'>
  readonly now: () => Date
}

/** How often an item may fail before its job goes on without it, and the wait after each. */
const failuresAllowed = 3
const failureMs = 60_000

/**
 * Answers items of a job until a provider was asked once; what the store answers costs no time. Gives when the next step
 * is due, or null when no item waits any more.
 */
export function createJobStep({ lookup, budgets, database, now }: JobStepOptions) {
  const { sql } = database

  return async (job: LookupJob, onAnswer: () => void): Promise<Date | null> => {
    const accounts = (await findLookupAccounts(sql, job.workspaceId)).filter(({ id }) => job.accountIds.includes(id))
    for (;;) {
      const item = (await isRunning(job)) ? await findNextItem(sql, job.id) : null
      if (!item) return null
      const subject = parseSubject(item.subject)
      if (!subject) throw new Error(`Item ${item.position} of job ${job.id} has no subject`)
      const asking = {
        workspaceId: job.workspaceId,
        accounts,
        subject,
        wants: 'PROFILE',
        policy: { kind: 'IF_MISSING' },
      } as const
      const stored = await lookup({ ...asking, operation: startOperation(0) })
      if (!isUnmet(stored)) {
        await save(job, item, stored)
        onAnswer()
        continue
      }
      const next = await ask(job, item, { ...asking, operation: startOperation(1) })
      onAnswer()
      if (next) return next
    }
  }

  async function isRunning({ id }: LookupJob): Promise<boolean> {
    return (await findJob(sql, id))?.state === 'RUNNING'
  }

  /** Asks through an account whose pause is over. Gives when the next may be asked; null when it may be at once. */
  async function ask(job: LookupJob, item: LookupJobItem, question: LookupQuestion): Promise<Date | null> {
    const { free, freeAt } = await freeAccounts(question)
    if (freeAt && free.length === 0) return freeAt
    const answer = await lookup({ ...question, accounts: free })
    const unmet = answer.kind === 'FOUND' ? answer.unmet : answer
    if (unmet?.kind === 'DEFERRED') return new Date(unmet.retryAt)
    if (unmet?.kind === 'PROBLEM' && unmet.problem === 'UNAVAILABLE' && item.failures < failuresAllowed) {
      await saveItemFailure(sql, job.id, item.position)
      return new Date(now().getTime() + failureMs)
    }
    await save(job, item, answer)
    const [call] = question.operation.upstreamCalls
    return call ? budgets.pause(call.account, call.method) : null
  }

  /** Those that do not pause, and when the first of the others will not. */
  async function freeAccounts({ accounts, subject }: LookupQuestion) {
    const method = 'identifier' in subject && subject.identifier.userKind === 'COMPANY' ? 'COMPANY' : 'PROFILE'
    const able = accounts.filter(({ provider }) => provider === providerOf(subject))
    const pauses = await Promise.all(able.map((account) => budgets.pausedUntil(account, method)))
    const free = able.filter((_, index) => !pauses[index])
    const [freeAt] = pauses.filter((until) => until !== null).sort((one, other) => one.getTime() - other.getTime())
    return { free, freeAt: freeAt ?? null }
  }

  function save(job: LookupJob, item: LookupJobItem, answer: LookupAnswer): Promise<void> {
    return saveItemAnswer(sql, job.id, item.position, itemAnswer(answer), now())
  }
}

function isUnmet(answer: LookupAnswer): boolean {
  return answer.kind === 'DEFERRED' || (answer.kind === 'FOUND' && answer.unmet !== null)
}

function itemAnswer(answer: LookupAnswer): ItemAnswer {
  switch (answer.kind) {
    case 'FOUND':
      return { state: 'FOUND', userId: answer.userId, problem: null }
    case 'PROBLEM':
      return { state: 'PROBLEM', userId: null, problem: answer.problem }
    default:
      return { state: 'NOT_FOUND', userId: null, problem: null }
  }
}
