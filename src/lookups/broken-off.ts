import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel'
import { UpstreamUnavailableError } from '../domain/errors.ts'
import type { LookupAccount, LookupLayer } from '../domain/lookup.ts'
import type { Budgets } from './budgets.ts'
import type { LookupMetrics } from './metrics.ts'

export type BrokenOffOptions = {
  /** How many failures in a row open the breaker. */
  readonly failuresAllowed: number
  readonly budgets: Pick<Budgets, 'close'>
  readonly metrics: LookupMetrics
}

/**
 * A circuit breaker for the live lookups of each account. How long an open one keeps everybody out is told by the
 * budget, which it closes: for all gateways, and by our clock. Here open only means that whoever asks next is alone
 * until it has succeeded.
 */
export function brokenOff({ failuresAllowed, budgets, metrics }: BrokenOffOptions): LookupLayer {
  const breakers = new Map<number, ReturnType<typeof createBreaker>>()

  function createBreaker(account: LookupAccount) {
    const breaker = circuitBreaker(
      handleWhen((error) => error instanceof UpstreamUnavailableError),
      { breaker: new ConsecutiveBreaker(failuresAllowed), halfOpenAfter: 0 },
    )
    breaker.onStateChange((state) => metrics.breaker(account, stateNames[state]))
    return breaker
  }

  return (next) => async (question) => {
    const { accounts, target } = question
    const [account] = accounts
    if (!account || !target) return next(question)
    const breaker = breakers.get(account.id) ?? createBreaker(account)
    breakers.set(account.id, breaker)
    try {
      return await breaker.execute(() => next(question))
    } catch (error) {
      if (error instanceof UpstreamUnavailableError && breaker.state === CircuitState.Open) {
        await budgets.close(account, target.method, error.status === null ? 'UNREACHABLE' : 'FAILING')
      }
      throw error
    }
  }
}

const stateNames = {
  [CircuitState.Closed]: 'CLOSED',
  [CircuitState.Open]: 'OPEN',
  [CircuitState.HalfOpen]: 'HALF_OPEN',
  [CircuitState.Isolated]: 'OPEN',
} as const
