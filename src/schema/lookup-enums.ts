import type { BudgetStatus, DeferralReason, LookupMethod, LookupPolicy, LookupProblemClass } from '../domain/lookup.ts'
import type { LookupItemState, LookupJobState, LookupPriority } from '../domain/lookup-job.ts'
import { enumOf } from './enums.ts'

export const LookupPolicyEnum = enumOf<LookupPolicy['kind']>(
  'LookupPolicy',
  'When to ask a provider. Asking is scarce: each account has a budget for it, which its provider watches.',
  {
    NEVER: 'Only what is stored; nobody is asked.',
    IF_MISSING: 'Ask for what never was, or not wholly, read.',
    IF_STALE: 'Ask also for what is older than `maxAge`.',
    ALWAYS: 'Ask, whatever is stored.',
  },
)

export const LookupMethodEnum = enumOf<LookupMethod>('LookupMethod', 'What budgets are counted by.', {
  PROFILE: 'Profiles of people.',
  COMPANY: 'Company pages.',
})

export const BudgetSourceEnum = enumOf<BudgetStatus['source']>('BudgetSource', 'Who set what holds of a budget now.', {
  DEFAULT: 'Acquaint, by what is known of the provider.',
  CONFIGURED: 'Whoever runs this gateway.',
  PROVIDER: 'The provider, by pushing back.',
})

export const DeferralReasonEnum = enumOf<DeferralReason>('DeferralReason', 'Why a lookup has to wait.', {
  BUDGET: 'The account’s budget is spent, or its provider pushed back.',
  OPERATION_CAP: 'The operation asked about as many users as it may; the next one can go on.',
  BUSY: 'Too many lookups of the account are under way.',
  UNCOUNTED: 'What is left of the budget can’t be told now, so nobody is asked.',
})

/** What each class means, in a sentence for people. */
export const providerProblemWords: Readonly<Record<LookupProblemClass, string>> = {
  UNKNOWN_ACCOUNT: 'You have no account on the network. Nobody was asked.',
  OTHER_PROVIDER: 'The user is on another network than the account. Nobody was asked.',
  UNSUPPORTED: 'The network can’t be asked about this user. Nobody was asked.',
  ACCOUNT_UNAVAILABLE: 'The account is stopped, being connected, or gone. Nobody was asked.',
  RECONNECT_NEEDED: 'The account’s owner must log in again.',
  REFUSED: 'The provider does not show this user to the account.',
  UNAVAILABLE: 'No answer, or none that can be understood.',
  UPSTREAM_CREDENTIALS: 'Upstream does not accept the gateway’s key.',
}

export const ProviderProblemClassEnum = enumOf<LookupProblemClass>(
  'ProviderProblemClass',
  'Why a provider was not, or could not be, asked.',
  providerProblemWords,
)

export const LookupPriorityEnum = enumOf<LookupPriority>('LookupPriority', 'Which of several jobs goes first.', {
  LOW: 'After all others.',
  NORMAL: 'As usual.',
  HIGH: 'Before all others.',
})

export const LookupJobStateEnum = enumOf<LookupJobState>('LookupJobState', 'How far a job has come.', {
  RUNNING: 'Some of its users wait.',
  DONE: 'All are answered.',
  CANCELLED: 'Stopped; what was answered stays.',
})

export const LookupItemStateEnum = enumOf<LookupItemState>('LookupItemState', 'What became of one user of a job.', {
  WAITING: 'Not answered yet.',
  FOUND: 'Found, and stored.',
  NOT_FOUND: 'The provider has no such user.',
  PROBLEM: 'Could not be found out.',
  CANCELLED: 'Will not be asked.',
})
