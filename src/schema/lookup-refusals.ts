import type { DeferralReason, LookupDeferred, LookupProblem } from '../domain/lookup.ts'
import { AccountType } from './account.ts'
import { builder } from './builder.ts'
import { formatGlobalId } from './global-id.ts'
import { DeferralReasonEnum, ProviderProblemClassEnum, providerProblemWords } from './lookup-enums.ts'
import { ProblemInterface, problemMessage } from './problem.ts'

/** Why nobody is asked, and what there is to do. */
const deferralWords: Readonly<Record<DeferralReason, { why: string; remedy: (retryAt: string) => string }>> = {
  BUDGET: { why: 'The account rests', remedy: askAgain },
  OPERATION_CAP: {
    why: 'This operation asked about as many users as it may',
    remedy: () => 'ask in another operation, allow more with x-max-lookups',
  },
  UNCOUNTED: { why: 'What is left of the budget can’t be told now', remedy: askAgain },
  BUSY: { why: 'Too many lookups of the account are under way', remedy: askAgain },
}

function askAgain(retryAt: string): string {
  return `ask again after ${retryAt}`
}

function deferralMessage({ because, retryAt, jobId }: LookupDeferred): string {
  const { why, remedy } = deferralWords[because]
  return jobId === null
    ? `${why}: ${remedy(retryAt)}, or queue it with requestLookups.`
    : `${why}: it is queued, and its job asks as soon as it may.`
}

export const UserDeferredType = builder.objectRef<LookupDeferred>('UserDeferred').implement({
  interfaces: [ProblemInterface],
  description: 'The provider is not asked now, so as not to harm the account. The rest of the answer is not affected.',
  fields: (t) => ({
    message: t.string({
      description: problemMessage,
      resolve: deferralMessage,
    }),
    because: t.expose('because', { type: DeferralReasonEnum, description: 'What there is to wait for.' }),
    retryAt: t.expose('retryAt', {
      type: 'DateTime',
      description:
        'Not before this is it worth asking again. With OPERATION_CAP the moment of the answer: another operation can ask ' +
        'at once.',
    }),
    jobId: t.id({
      nullable: true,
      description: 'The `id` of `job`. Null when it is.',
      deprecationReason: 'Use `job { id }`.',
      resolve: ({ jobId }) => (jobId === null ? null : formatGlobalId('LookupJob', jobId)),
    }),
  }),
})

export const ProviderProblemType = builder.objectRef<LookupProblem>('ProviderProblem').implement({
  interfaces: [ProblemInterface],
  description: 'It could not be found out. Asking again may help, unless the class says otherwise; nothing is stored.',
  fields: (t) => ({
    message: t.string({
      description: problemMessage,
      resolve: ({ problem }) => providerProblemWords[problem],
    }),
    class: t.expose('problem', { type: ProviderProblemClassEnum, description: 'What kind of problem it is.' }),
    account: t.prismaField({
      type: AccountType,
      nullable: true,
      description: 'The account that was, or would have been, asked. Null when there is none.',
      resolve: (query, { accountId: id }, _arguments, { prisma, viewer: { workspaceId } }) =>
        id === null ? null : prisma.account.findFirst({ ...query, where: { id, workspaceId } }),
    }),
    retryAt: t.expose('retryAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When to ask again. Null when waiting does not help, or nobody knows how long.',
    }),
    reconnectUrl: t.expose('reconnectUrl', {
      type: 'URL',
      nullable: true,
      description: 'Where the account’s owner can log in again. Null when that would not help, or no page is set up.',
    }),
  }),
})
