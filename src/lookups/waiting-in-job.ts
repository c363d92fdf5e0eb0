import DataLoader from 'dataloader'
import type { LookupAnswer, LookupLayer, LookupQuestion } from '../domain/lookup.ts'
import { findJobsWaitingFor } from '../store/lookups/job-items.ts'
import type { Sql } from '../store/sql.ts'
import { formatSubject } from './subject-text.ts'

/** Tells of a subject that is deferred in which job it waits already, if it does. */
export function waitingInJob(sql: Sql): LookupLayer {
  const jobs = new DataLoader(
    async (questions: readonly LookupQuestion[]) => {
      const found = new Map<LookupQuestion, string>()
      for (const [workspaceId, group] of Map.groupBy(questions, (question) => question.workspaceId)) {
        const jobOf = await findJobsWaitingFor(sql, workspaceId, group.map(textOf))
        for (const question of group) {
          const jobId = jobOf.get(textOf(question))
          if (jobId) found.set(question, jobId)
        }
      }
      return questions.map((question) => found.get(question) ?? null)
    },
    { name: 'lookupsWaiting', cache: false },
  )
  return (next) =>
    async (question): Promise<LookupAnswer> => {
      const answer = await next(question)
      return answer.kind === 'DEFERRED' ? { ...answer, jobId: await jobs.load(question) } : answer
    }
}

function textOf({ subject }: LookupQuestion): string {
  return formatSubject(subject)
}
