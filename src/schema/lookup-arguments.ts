import type { Account } from '../domain/account.ts'
import { BadArgumentError } from '../domain/errors.ts'
import type { LookupPolicy } from '../domain/lookup.ts'
import { readAccount } from './arguments.ts'
import type { builder } from './builder.ts'
import type { Context } from './context.ts'
import { LookupPolicyEnum } from './lookup-enums.ts'

const defaultMaxAgeSeconds = 24 * 60 * 60
const longestMaxAgeSeconds = 10 * 365 * defaultMaxAgeSeconds

type Kind = LookupPolicy['kind']
type Types = (typeof builder)['$inferSchemaTypes']

/** The arguments of fields that may ask a provider; `policy` is what holds when the client does not say. */
export function lookupArguments<Parent>(
  t: Pick<PothosSchemaTypes.RootFieldBuilder<Types, Parent>, 'arg'>,
  policy: Kind,
) {
  return {
    lookup: t.arg({ type: LookupPolicyEnum, defaultValue: policy, description: 'When to ask the provider.' }),
    maxAge: t.arg.int({
      description: `With IF_STALE: how old an answer may be, in seconds; a day (${defaultMaxAgeSeconds}) when left out.`,
    }),
    account: t.arg.id({
      description: 'The account to ask through; when left out, any of yours on the network that has budget left.',
    }),
  }
}

export type LookupGiven = {
  readonly lookup?: Kind | null | undefined
  readonly maxAge?: number | null | undefined
  readonly account?: string | null | undefined
}

/** How to ask, as a client says it. */
export type LookupWish = {
  readonly policy: LookupPolicy
  /** The one account to ask through; null for any. */
  readonly account: Account | null
}

/** Throws BadArgumentError for an account that is none of the viewer's, and for an impossible age. */
export function readLookupWish({ lookup, maxAge, account }: LookupGiven, fallback: Kind, context: Context): LookupWish {
  return {
    policy: policyOf(lookup ?? fallback, maxAge ?? defaultMaxAgeSeconds),
    account: account == null ? null : readAccount('account', account, context),
  }
}

function policyOf(kind: Kind, maxAgeSeconds: number): LookupPolicy {
  if (maxAgeSeconds < 0 || maxAgeSeconds > longestMaxAgeSeconds) {
    throw new BadArgumentError('maxAge', `from 0 to ${longestMaxAgeSeconds} seconds`)
  }
  return kind === 'IF_STALE' ? { kind, maxAgeMs: maxAgeSeconds * 1000 } : { kind }
}
