import DataLoader from 'dataloader'
import type { KnownSubject, LookupAnswer, LookupLayer, LookupQuestion } from '../domain/lookup.ts'
import { findKnown } from '../store/lookups/known.ts'
import type { Sql } from '../store/sql.ts'
import { type AnswerFromOptions, answerFrom, secondBest } from './answer-from.ts'
import { namesOf } from './names.ts'

/** Options with a clock in the place of a moment. */
export type Clocked<Options> = Omit<Options, 'now'> & { readonly now: () => Date }

/** Finds what is stored about the subject of a question. Questions of the same moment share one statement. */
export type FindKnown = (question: LookupQuestion) => Promise<KnownSubject>

/**
 * Finds by reads that the store may answer from memory for as long as nothing has changed. To remember answers any longer
 * would be wrong: a join, or its undoing, may have made the subject somebody else since.
 */
export function createFindKnown(sql: Sql): FindKnown {
  const loader = new DataLoader(
    async (questions: readonly LookupQuestion[]) => {
      const answers = new Map<LookupQuestion, KnownSubject>()
      const groups = Map.groupBy(questions, ({ workspaceId }) => workspaceId)
      for (const [workspaceId, group] of groups) {
        const known = await findKnown(sql, workspaceId, group.map(subjectToFind))
        known.forEach((one, index) => {
          const question = group[index]
          if (question) answers.set(question, one)
        })
      }
      return questions.map((question) => answers.get(question) ?? new Error('The store gave no answer'))
    },
    { name: 'lookupsKnown', cache: false, maxBatchSize: 1000 },
  )
  return (question) => loader.load(question)
}

/**
 * Answers from the store when that is as good as the policy wants. Otherwise passes on what is stored; and when nobody
 * could be asked, gives that rather than nothing, saying so.
 */
export function stored(find: FindKnown, { now, notFoundForMs }: Clocked<AnswerFromOptions>): LookupLayer {
  return (next) => async (question) => {
    const known = await find(question)
    const answer = answerFrom(known, question, { notFoundForMs, now: now() })
    if (answer) {
      if (isStored(answer, question)) question.operation.cacheHits += 1
      return answer
    }
    const asked = await next({ ...question, known })
    const isUnmet = asked.kind === 'DEFERRED' || asked.kind === 'PROBLEM'
    return (isUnmet && secondBest(known, question, asked)) || asked
  }
}

/** Whether the answer is more than that nothing is stored of what was wanted. */
function isStored(answer: LookupAnswer, { wants }: LookupQuestion): boolean {
  return answer.kind === 'FOUND' ? wants === 'IDENTITY' || answer.profile !== null : answer.kind === 'NOT_FOUND'
}

function subjectToFind({ subject, accounts }: LookupQuestion) {
  return {
    userId: 'userId' in subject ? subject.userId : null,
    names: 'identifier' in subject ? namesOf(subject.identifier) : [],
    accountIds: accounts.map(({ id }) => id),
  }
}
