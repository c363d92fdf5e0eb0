import { BadArgumentError } from '../domain/errors.ts'
import { isJobId, type LookupJob, type LookupJobItem } from '../domain/lookup-job.ts'
import { builder } from './builder.ts'
import { parseGlobalId } from './global-id.ts'
import {
  LookupItemStateEnum,
  LookupJobStateEnum,
  LookupPriorityEnum,
  ProviderProblemClassEnum,
} from './lookup-enums.ts'
import { UserDeferredType } from './lookup-refusals.ts'
import { UserType } from './refs.ts'

const LookupJobItemType = builder.objectRef<LookupJobItem>('LookupJobItem').implement({
  description: 'One user of a job.',
  fields: (t) => ({
    position: t.exposeInt('position', { description: 'Its place in the job, from 0.' }),
    state: t.expose('state', { type: LookupItemStateEnum, description: 'What became of it.' }),
    user: t.field({
      type: UserType,
      nullable: true,
      description: 'Whom it found. Null when it has found nobody.',
      resolve: ({ userId }, _arguments, { loaders }) => (userId === null ? null : loaders.userById.load(userId)),
    }),
    problem: t.expose('problem', {
      type: ProviderProblemClassEnum,
      nullable: true,
      description: 'Why it could not be found out. Null for all other states.',
    }),
  }),
})

const mostItems = 1000

/** The job that an id names, or its bare UUID, which ids of jobs once were; null for any other text. */
export function readJobId(text: string): string | null {
  if (isJobId(text)) return text
  const named = parseGlobalId(text)
  return named?.type === 'LookupJob' ? named.id : null
}

export const LookupJobType = builder.objectRef<LookupJob>('LookupJob')

builder.node(LookupJobType, {
  id: { resolve: ({ id }) => id },
  description:
    'Lookups that nobody waits for: asked one by one, at a human pace and within budgets, through restarts. What is ' +
    'found is stored, so that the next plain query has it.',
  fields: (t) => ({
    state: t.expose('state', { type: LookupJobStateEnum, description: 'How far it has come.' }),
    priority: t.expose('priority', { type: LookupPriorityEnum, description: 'Which of several jobs goes first.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ended. Null before.',
    }),
    nextAt: t.expose('nextAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the next lookup is due. Null when none is.',
    }),
    total: t.int({
      description: 'How many users are in it.',
      resolve: ({ counts }) => Object.values(counts).reduce((sum, count) => sum + count, 0),
    }),
    waiting: t.int({ description: 'How many have no answer yet.', resolve: ({ counts }) => counts.WAITING }),
    found: t.int({ description: 'How many were found.', resolve: ({ counts }) => counts.FOUND }),
    notFound: t.int({ description: 'How many do not exist.', resolve: ({ counts }) => counts.NOT_FOUND }),
    problems: t.int({ description: 'How many could not be found out.', resolve: ({ counts }) => counts.PROBLEM }),
    items: t.field({
      type: [LookupJobItemType],
      description: 'Its users, in the order asked for.',
      args: {
        first: t.arg.int({ defaultValue: 100, description: `How many, from 1 to ${mostItems}.` }),
        after: t.arg.int({ description: 'The position after which they begin; at the start when left out.' }),
      },
      resolve: ({ id }, { first, after }, { lookups }) => {
        const count = first ?? 100
        if (count < 1 || count > mostItems) throw new BadArgumentError('first', `from 1 to ${mostItems}`)
        return lookups.findJobItems(id, after ?? -1, count)
      },
    }),
  }),
})

builder.queryField('lookupJob', (t) =>
  t.field({
    type: LookupJobType,
    nullable: true,
    description: 'A job by its id. Null when you have none such, and for a text that is no id of a job.',
    args: { id: t.arg.id({ required: true, description: 'The `id` of a LookupJob.' }) },
    resolve: (_query, { id }, { lookups }) => {
      const jobId = readJobId(id)
      return jobId === null ? null : lookups.findJob(jobId)
    },
  }),
)

builder.objectField(UserDeferredType, 'job', (t) =>
  t.field({
    type: LookupJobType,
    nullable: true,
    description: 'The job that the user waits in already. Null when in none: see `requestLookups`.',
    resolve: ({ jobId }, _arguments, { lookups }) => (jobId === null ? null : lookups.findJob(jobId)),
  }),
)

builder.subscriptionType({ description: 'What is told as it happens, over server-sent events.' })

builder.subscriptionField('lookupProgress', (t) =>
  t.field({
    type: LookupJobType,
    description: 'A job as it is, then after each change, until it has ended. Nothing when you have none such.',
    args: { job: t.arg.id({ required: true, description: 'The `id` of a LookupJob.' }) },
    subscribe: (_subscription, { job }, { lookups, signal }) => {
      const jobId = readJobId(job)
      if (jobId === null) throw new BadArgumentError('job', 'the id of a LookupJob, as `id` gives it')
      return lookups.watchJob(jobId, signal)
    },
    resolve: (job) => job,
  }),
)
