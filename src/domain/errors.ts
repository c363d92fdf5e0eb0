/**
 * Everything Acquaint refuses on purpose. Whatever else is thrown is a bug, and reaches the client as
 * INTERNAL_SERVER_ERROR with its message masked. A `code` is part of the API and never changes its meaning.
 */
export abstract class AcquaintError extends Error {
  abstract readonly code: string
}

/** A setting that cannot be used; the message names it and never repeats a secret. */
export class InvalidConfigurationError extends AcquaintError {
  override name = 'InvalidConfigurationError'
  readonly code = 'INVALID_CONFIGURATION'
}

/** The call to upstream that an error is about. Holds no value a caller put into it, so it is safe to log. */
export type UpstreamCallFacts = {
  readonly method: string
  /** The path with its parameters unfilled: `/users/{identifier}`. */
  readonly route: string
  /** The account asked for; null when the call is about none. */
  readonly accountId: string | null
  /** The HTTP status; null when there was no answer. */
  readonly status: number | null
  /** Upstream's word for what went wrong, such as `errors/resource_not_found`; null when it gave none. */
  readonly type: string | null
}

/** Upstream was asked and the caller does not get what it asked for. */
export abstract class UpstreamError extends AcquaintError implements UpstreamCallFacts {
  readonly method: string
  readonly route: string
  readonly accountId: string | null
  readonly status: number | null
  readonly type: string | null

  constructor(what: string, facts: UpstreamCallFacts, options?: ErrorOptions) {
    super(`${facts.method} ${facts.route} ${what}`, options)
    this.method = facts.method
    this.route = facts.route
    this.accountId = facts.accountId
    this.status = facts.status
    this.type = facts.type
  }
}

/** The account is logged out at its provider: its owner must log in again, and asking again before that is useless. */
export class ReconnectNeededError extends UpstreamError {
  override name = 'ReconnectNeededError'
  readonly code = 'ACCOUNT_DISCONNECTED'
}

/** Upstream does not accept our API key. No account is at fault; whoever runs Acquaint must fix the setting. */
export class UpstreamCredentialsError extends UpstreamError {
  override name = 'UpstreamCredentialsError'
  readonly code = 'UPSTREAM_CREDENTIALS'
}

/** There is no such thing: for an attendee, not synced; for a profile, nobody has that identifier at the provider. */
export class NotFoundUpstreamError extends UpstreamError {
  override name = 'NotFoundUpstreamError'
  readonly code = 'NOT_FOUND'
}

/** The provider will not do this for this account and recipient, such as messaging a non-contact; `type` says why. */
export class RefusedError extends UpstreamError {
  override name = 'RefusedError'
  readonly code = 'REFUSED_BY_PROVIDER'
}

/** The account has spent what its provider allows. Back off for `retryAfterMs`; null means unknown: hours, not seconds. */
export class BudgetError extends UpstreamError {
  override name = 'BudgetError'
  readonly code = 'RATE_LIMITED'
  readonly retryAfterMs: number | null

  constructor(what: string, facts: UpstreamCallFacts, retryAfterMs: number | null) {
    super(what, facts)
    this.retryAfterMs = retryAfterMs
  }
}

/** NETWORK: no connection, or a cut one · TIMEOUT: ours · STATUS: upstream said so · BODY: an answer we cannot read. */
export type UnavailableReason = 'NETWORK' | 'TIMEOUT' | 'STATUS' | 'BODY'

/** Upstream did not answer, or not with anything we understand; nothing was changed. */
export class UpstreamUnavailableError extends UpstreamError {
  override name = 'UpstreamUnavailableError'
  readonly code = 'UPSTREAM_UNAVAILABLE'
  readonly reason: UnavailableReason

  constructor(what: string, facts: UpstreamCallFacts, reason: UnavailableReason, options?: ErrorOptions) {
    super(what, facts, options)
    this.reason = reason
  }
}

/** A write went out and we do not know whether it happened. Repeating it may do it twice. */
export class IndeterminateWriteError extends UpstreamError {
  override name = 'IndeterminateWriteError'
  readonly code = 'INDETERMINATE_WRITE'
}

/** This provider has no such feature, whoever asks. */
export class UnsupportedByProviderError extends UpstreamError {
  override name = 'UnsupportedByProviderError'
  readonly code = 'UNSUPPORTED_BY_PROVIDER'
}

/** The request itself is wrong, whoever asks; refused by upstream, or by us before it was sent (`status` is null). */
export class InvalidRequestError extends UpstreamError {
  override name = 'InvalidRequestError'
  readonly code = 'INVALID_REQUEST'
}

/** An argument that no such query can have: malformed, out of bounds, or naming something of another kind. */
export class BadArgumentError extends AcquaintError {
  override name = 'BadArgumentError'
  readonly code = 'BAD_USER_INPUT'
  /** The argument's path in the field: `first`, `filter.accounts`. */
  readonly argument: string

  /** `expected` completes the sentence "`argument` must be …". */
  constructor(argument: string, expected: string) {
    super(`${argument} must be ${expected}.`)
    this.argument = argument
  }
}

/** The answer could hold more values than one request may ask for. */
export class QueryTooComplexError extends AcquaintError {
  override name = 'QueryTooComplexError'
  readonly code = 'QUERY_TOO_COMPLEX'

  constructor(complexity: number, limit: number) {
    super(
      `The query could answer with ${complexity} values; ${limit} is the most. Ask for smaller pages (\`first\`), ` +
        'or for less below each row.',
    )
  }
}

/** The query asks for things below things below things, further than anybody needs. */
export class QueryTooDeepError extends AcquaintError {
  override name = 'QueryTooDeepError'
  readonly code = 'QUERY_TOO_DEEP'

  constructor(depth: number, limit: number) {
    super(`The query is ${depth} fields deep; ${limit} is the most. Split it in two.`)
  }
}

/** A subscriber does not keep up with what happens. Nothing is lost: it goes on with its last cursor. */
export class SubscriberTooSlowError extends AcquaintError {
  override name = 'SubscriberTooSlowError'
  readonly code = 'SUBSCRIBER_TOO_SLOW'

  /** `how` completes the sentence "The subscriber …". */
  constructor(how: string) {
    super(`The subscriber ${how}. Subscribe again, \`since\` the last cursor it has read.`)
  }
}

/** The server that counts what budgets allow does not answer; nobody is asked meanwhile. */
export class BudgetsUnavailableError extends AcquaintError {
  override name = 'BudgetsUnavailableError'
  readonly code = 'BUDGETS_UNAVAILABLE'

  constructor(cause: unknown) {
    super('What is left of the budgets can not be told now. Ask again in a moment.', { cause })
  }
}
