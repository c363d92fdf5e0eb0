import type { AccountStatus } from './account.ts'
import type { Identifier } from './identifier.ts'
import type { Provider } from './provider.ts'

/**
 * When to ask a provider. NEVER answers from what is stored; IF_MISSING asks for what never was, or not wholly, read;
 * IF_STALE also for what is older than `maxAgeMs`; ALWAYS whatever is stored.
 */
export type LookupPolicy =
  | { readonly kind: 'NEVER' | 'IF_MISSING' | 'ALWAYS' }
  | { readonly kind: 'IF_STALE'; readonly maxAgeMs: number }

/** What budgets are counted by: the requests of upstream that ask a provider about one user. */
export const lookupMethods = ['PROFILE', 'COMPANY'] as const
export type LookupMethod = (typeof lookupMethods)[number]

/** What may be asked of a network: LinkedIn alone has company pages. */
export function lookupMethodsOf(provider: Provider): readonly LookupMethod[] {
  return lookupMethods.filter((method) => method === 'PROFILE' || provider === 'LINKEDIN')
}

/** An account through which a provider may be asked. */
export type LookupAccount = {
  readonly id: number
  readonly unipileId: string
  readonly provider: Provider
  readonly status: AccountStatus
}

/** Whom a lookup is about: a user that was met before, or the name of somebody who may not have been. */
export type LookupSubject =
  | { readonly userId: string; readonly provider: Provider }
  | { readonly identifier: Identifier }

/** The network that the subject is on. */
export function providerOf(subject: LookupSubject): Provider {
  return 'identifier' in subject ? subject.identifier.provider : subject.provider
}

/** What a provider showed one account of a user, as far as only a lookup tells it. */
export type Profile = {
  readonly accountId: number
  /** ISO 8601, UTC. */
  readonly fetchedAt: string
  /** How often it was fetched; changes with every fetch. */
  readonly revision: number
  /** Null when the provider does not say. */
  readonly contact: boolean | null
  readonly isPrivate: boolean | null
  readonly isSelf: boolean | null
  readonly summary: string | null
  readonly location: string | null
  readonly websites: readonly string[]
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  readonly followerCount: number | null
  /** Parts that the provider left out of its latest answer because it throttles; empty when the answer was whole. */
  readonly missingSections: readonly string[]
}

/** What the store holds about a subject. */
export type KnownSubject = {
  /** Null when nobody with the name was ever met. */
  readonly userId: string | null
  readonly identifiers: readonly Identifier[]
  /** When one of the identifiers was last seen, ISO 8601; null of somebody who was named by a write, and never read. */
  readonly identifiedAt: string | null
  /** The best of those that the accounts asked about have: a whole one before a partial one, then the latest. */
  readonly profile: Profile | null
  /** The provider's latest answer that there is no such user. */
  readonly notFound: { readonly at: string; readonly revision: number } | null
}

/** What one operation of a client may cost, and what it has cost so far. One object for the whole operation. */
export type LookupOperation = {
  /** How many subjects may be asked about at most. */
  readonly maxLookups: number
  /** Subjects that nothing stored could answer for, and that were asked about. */
  lookups: number
  /** Requests of lookups that reached upstream. */
  readonly upstreamCalls: {
    readonly account: LookupAccount
    readonly method: LookupMethod
    readonly subject: LookupSubject
  }[]
  /** Answers that needed no provider. */
  cacheHits: number
  /** Questions that got the answer of the same question, asked by somebody else at the same time. */
  deduped: number
}

export type LookupQuestion = {
  readonly workspaceId: number
  /** Who may ask, all of them of the workspace. One that has budget left does. */
  readonly accounts: readonly LookupAccount[]
  readonly subject: LookupSubject
  /** IDENTITY is content with knowing who it is; PROFILE wants what only a lookup tells. */
  readonly wants: 'IDENTITY' | 'PROFILE'
  readonly policy: LookupPolicy
  readonly operation: LookupOperation
  /** What the store held when it was asked; absent above the layer that asks it. */
  readonly known?: KnownSubject
  /** What to ask upstream; absent above the layer that chooses it. */
  readonly target?: LookupTarget
}

/** The identifier to ask with, and by which method. */
export type LookupTarget = { readonly method: LookupMethod; readonly identifier: Identifier }

/**
 * BUDGET: spent, or closed by the provider · OPERATION_CAP: the operation's own · BUSY: too many at once · UNCOUNTED: the
 * server that counts does not answer.
 */
export const deferralReasons = ['BUDGET', 'OPERATION_CAP', 'BUSY', 'UNCOUNTED'] as const
export type DeferralReason = (typeof deferralReasons)[number]

/**
 * Why a provider was not, or could not be, asked. Clients branch on these; they are never renamed. The first four are
 * told before any call.
 */
export const lookupProblems = [
  'UNKNOWN_ACCOUNT',
  'OTHER_PROVIDER',
  'UNSUPPORTED',
  'ACCOUNT_UNAVAILABLE',
  'RECONNECT_NEEDED',
  'REFUSED',
  'UNAVAILABLE',
  'UPSTREAM_CREDENTIALS',
] as const
export type LookupProblemClass = (typeof lookupProblems)[number]

export type LookupDeferred = {
  readonly kind: 'DEFERRED'
  readonly because: DeferralReason
  /** ISO 8601: not before this is it worth asking again. */
  readonly retryAt: string
  /** The job that the subject waits in; null when it is in none. */
  readonly jobId: string | null
}

export type LookupProblem = {
  readonly kind: 'PROBLEM'
  readonly problem: LookupProblemClass
  /** The account that was, or would have been, asked; null when there is none. */
  readonly accountId: number | null
  /** ISO 8601; null when waiting does not help, or nobody knows how long. */
  readonly retryAt: string | null
  /** Where the account's owner can log in again; null when that would not help, or no such page is configured. */
  readonly reconnectUrl: string | null
}

export type LookupFound = {
  readonly kind: 'FOUND'
  readonly userId: string
  /** Null when only the identity was wanted and no profile was ever fetched. */
  readonly profile: Profile | null
  /** Why what is given is less, or older, than what was wanted; null when it is as wanted. */
  readonly unmet: LookupDeferred | LookupProblem | null
}

/** Expected ends of a lookup are values; only a bug, or a database that is gone, throws. */
export type LookupAnswer =
  | LookupFound
  /** The provider has no such user, as it said at that moment. */
  | { readonly kind: 'NOT_FOUND'; readonly at: string }
  /** Nothing is stored, and the policy forbade to ask. */
  | { readonly kind: 'NOT_ASKED' }
  | LookupDeferred
  | LookupProblem

/** Finds out about one user. */
export type Lookup = (question: LookupQuestion) => Promise<LookupAnswer>

/** Part of a lookup: answers by itself, or passes the question on. */
export type LookupLayer = (next: Lookup) => Lookup

/** A budget as its owner may see it: how much of one window is used. */
export type BudgetStatus = {
  readonly method: LookupMethod
  readonly used: number
  readonly limit: number
  readonly windowMs: number
  /** ISO 8601: when the window ends and the count starts anew; null while nothing is used. */
  readonly resetsAt: string | null
  /** ISO 8601: nothing is asked before, whatever is left, because the provider pushed back; null when it did not. */
  readonly closedUntil: string | null
  /** Who set the limit that holds now: our defaults, a setting, or the provider by pushing back. */
  readonly source: 'DEFAULT' | 'CONFIGURED' | 'PROVIDER'
}

/** An operation that may ask about `maxLookups` subjects; all it likes when not told. */
export function startOperation(maxLookups = Number.POSITIVE_INFINITY): LookupOperation {
  return { maxLookups, lookups: 0, upstreamCalls: [], cacheHits: 0, deduped: 0 }
}
