import { BadArgumentError } from '../domain/errors.ts'
import type { LookupSubject } from '../domain/lookup.ts'
import type { LookupJob } from '../domain/lookup-job.ts'
import { readAccount } from './arguments.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { resultOf } from './find-user.ts'
import { LookupPriorityEnum } from './lookup-enums.ts'
import { LookupJobType, readJobId } from './lookup-job.ts'
import { ProblemInterface, problemMessage } from './problem.ts'
import { readUserRef, type UserRef } from './user-ref.ts'
import { UserRefInput } from './user-ref-input.ts'
import { type UserResult, UserResultUnion } from './user-result.ts'

const maximumRefs = 1000

const RequestLookupsInput = builder.inputType('RequestLookupsInput', {
  description: 'Whom to look up, and how.',
  fields: (t) => ({
    refs: t.field({
      type: [UserRefInput],
      required: true,
      description: `Who is meant, at most ${maximumRefs}. Kinds may be mixed, and repetitions are fine.`,
    }),
    account: t.id({
      description: 'The account to ask through; when left out, any of yours on each network that has budget left.',
    }),
    priority: t.field({
      type: LookupPriorityEnum,
      defaultValue: 'NORMAL',
      description: 'Which of several jobs goes first.',
    }),
  }),
})

type Requested = { readonly results: readonly UserResult[]; readonly jobId: string | null }

const LookupsRequestedType = builder.objectRef<Requested>('LookupsRequested').implement({
  description: 'What is known at once, and the job that finds out the rest.',
  fields: (t) => ({
    results: t.field({
      type: [UserResultUnion],
      description: 'One answer for each ref, in the same order. Those that are deferred wait in the job.',
      resolve: ({ results }) => [...results],
    }),
    job: t.field({
      type: LookupJobType,
      nullable: true,
      description: 'The job. Null when nothing is left to find out.',
      resolve: ({ jobId }, _arguments, { lookups }): Promise<LookupJob | null> | null =>
        jobId === null ? null : lookups.findJob(jobId),
    }),
  }),
})

const CancelLookupsInput = builder.inputType('CancelLookupsInput', {
  description: 'Which job to stop.',
  fields: (t) => ({ job: t.id({ required: true, description: 'The `id` of a LookupJob.' }) }),
})

type Cancelled = { readonly job: LookupJob }
type NothingToCancel = { readonly reason: string }

const LookupsCancelledType = builder.objectRef<Cancelled>('LookupsCancelled').implement({
  description: 'Nobody else is asked about; what was answered stays.',
  fields: (t) => ({ job: t.expose('job', { type: LookupJobType, description: 'The job, stopped or at its end.' }) }),
})

const NothingToCancelType = builder.objectRef<NothingToCancel>('NothingToCancel').implement({
  interfaces: [ProblemInterface],
  description: 'You have no such job. Nothing was changed.',
  fields: (t) => ({ message: t.exposeString('reason', { description: problemMessage }) }),
})

const CancelLookupsResult = builder.unionType('CancelLookupsResult', {
  description: 'What became of stopping a job.',
  types: [LookupsCancelledType, NothingToCancelType],
  resolveType: (value) => ('job' in value ? LookupsCancelledType : NothingToCancelType),
})

async function cancel(id: string, { lookups }: Context): Promise<LookupJob | null> {
  const jobId = readJobId(id)
  return jobId === null ? null : lookups.cancelJob(jobId)
}

builder.mutationFields((t) => ({
  requestLookups: t.field({
    type: LookupsRequestedType,
    description:
      'Looks up many users, with their profiles: what is stored and what the budgets have room for at once, the rest ' +
      'later, at a human pace.',
    args: { input: t.arg({ type: RequestLookupsInput, required: true, description: 'Whom to look up, and how.' }) },
    resolve: (_mutation, { input: { refs, account, priority } }, context) => {
      if (refs.length > maximumRefs) throw new BadArgumentError('input.refs', `at most ${maximumRefs} refs`)
      const through = account == null ? null : readAccount('input.account', account, context)
      return request(refs, { account: through, priority: priority ?? 'NORMAL' }, context)
    },
  }),
  cancelLookupJob: t.field({
    type: LookupJobType,
    nullable: true,
    description: 'Stops a job; what was answered stays. Null when you have none such.',
    deprecationReason: 'Use `cancelLookups`, which says why nothing was stopped.',
    args: { id: t.arg.id({ required: true, description: 'The `id` of a LookupJob.' }) },
    resolve: (_mutation, { id }, context) => cancel(id, context),
  }),
  cancelLookups: t.field({
    type: CancelLookupsResult,
    description: 'Stops a job; what was answered stays. Stopping one twice is the same as once.',
    args: { input: t.arg({ type: CancelLookupsInput, required: true, description: 'Which job.' }) },
    resolve: async (_mutation, { input }, context): Promise<Cancelled | NothingToCancel> => {
      const job = await cancel(input.job, context)
      return job ? { job } : { reason: 'You have no job with this id.' }
    },
  }),
}))

type Wish = {
  readonly account: ReturnType<typeof readAccount> | null
  readonly priority: Parameters<Context['lookups']['request']>[2]
}

async function request(refs: readonly UserRef[], { account, priority }: Wish, context: Context): Promise<Requested> {
  const read = await Promise.all(refs.map((ref, index) => readUserRef(`input.refs[${index}]`, ref, account, context)))
  const subjects = read.map((meaning): LookupSubject | null => {
    if ('refusal' in meaning) return null
    return 'user' in meaning
      ? { userId: meaning.user.id, provider: meaning.user.provider }
      : { identifier: meaning.identifier }
  })
  const asked = subjects.filter((subject) => subject !== null)
  const { answers, jobId } = await context.lookups.request(asked, account && [account], priority)
  const answerOf = new Map(asked.map((subject, index) => [subject, answers[index]]))
  const results = read.map(async (meaning, index): Promise<UserResult | null> => {
    const subject = subjects[index]
    if ('refusal' in meaning) return meaning.refusal
    const answer = subject && answerOf.get(subject)
    return answer ? resultOf(answer, context) : null
  })
  return { results: (await Promise.all(results)).filter((result) => result !== null), jobId }
}
