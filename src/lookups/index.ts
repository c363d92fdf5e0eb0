import type { Lookup, LookupAccount, LookupLayer } from '../domain/lookup.ts'
import { markReconnectNeeded } from '../store/lookups/accounts.ts'
import { takeFlight } from '../store/lookups/flights.ts'
import type { Database } from '../store/sql.ts'
import { aFewAtOnce } from './a-few-at-once.ts'
import { type AskedOptions, asked } from './asked.ts'
import { brokenOff } from './broken-off.ts'
import { type BudgetSettings, defaultBudgets } from './budget-settings.ts'
import { type Budgets, createBudgets } from './budgets.ts'
import { bySomeAccount } from './by-some-account.ts'
import { capped } from './capped.ts'
import { checked } from './checked.ts'
import { counted } from './counted.ts'
import { inOneFlight } from './in-one-flight.ts'
import { joined } from './joined.ts'
import { type LookupMetrics, noMetrics } from './metrics.ts'
import type { Share } from './redis-share.ts'
import { SqlRateLimiter } from './sql-limiter.ts'
import { createFindKnown, stored } from './stored.ts'
import { targeted } from './targeted.ts'
import { toldAsProblems } from './told-as-problems.ts'
import { waitingInJob } from './waiting-in-job.ts'
import { withinBudget } from './within-budget.ts'

export type LookupsOptions = {
  readonly upstream: AskedOptions['upstream']
  readonly database: Pick<Database, 'sql' | 'read' | 'transaction'>
  readonly now: () => Date
  /** From 0 to 1, at random. */
  readonly jitter: () => number
  readonly pause: (milliseconds: number) => Promise<void>
  readonly budgets?: BudgetSettings
  readonly metrics?: LookupMetrics
  /** Where the owner of an account can log in again; absent, nowhere. */
  readonly reconnectUrl?: (account: LookupAccount) => string | null
  /** Counters and flights kept elsewhere than in the database. */
  readonly shared?: Share
  /** How many lookups of one account run at once; the others wait. */
  readonly atOnce?: number
}

export type Lookups = { readonly lookup: Lookup; readonly budgets: Budgets }

const hour = 60 * 60_000
const closedForMs = { REFUSED: hour, THROTTLED: hour, FAILING: hour / 4, UNREACHABLE: 30_000 }
/** Longer than the longest lookup, so that a flight never ends while its holder lives. */
export const flightLeaseMs = 60_000
const notFoundForMs = 7 * 24 * hour

/** Finding out about users from their providers, at the least cost to the accounts that ask. */
export function createLookups(options: LookupsOptions): Lookups {
  const { upstream, database, now, jitter, pause, metrics = noMetrics, atOnce = 4 } = options
  const { reconnectUrl = () => null } = options
  const { sql } = database
  const shared: Share = options.shared ?? {
    limiter: (limits) => new SqlRateLimiter({ ...limits, sql, now }),
    takeFlight: (key) => takeFlight(sql, key, { now: now(), leaseMs: flightLeaseMs }),
  }
  const settings = options.budgets ?? defaultBudgets
  const budgets = createBudgets({ settings, limiter: shared.limiter, now, jitter, metrics, closedForMs })
  const find = createFindKnown(database.read)

  const lookup = stack(
    checked(),
    stored(find, { now, notFoundForMs }),
    waitingInJob(sql),
    targeted(),
    capped({ now }),
    joined(),
    counted({ now }),
    inOneFlight({ find, take: shared.takeFlight, pause, now, notFoundForMs }),
    bySomeAccount({ budgets, reconnectUrl }),
    aFewAtOnce({ atOnce, waiting: 1000, now }),
    toldAsProblems({ reconnectUrl, onReconnectNeeded: ({ id }) => markReconnectNeeded(sql, id) }),
    withinBudget(budgets),
    brokenOff({ failuresAllowed: 3, budgets, metrics }),
  )(asked({ upstream, database, now, metrics }))

  return { lookup, budgets }
}

/** The layers in the order in which a question meets them. */
function stack(...layers: readonly LookupLayer[]): LookupLayer {
  return (innermost) => layers.reduceRight((next, layer) => layer(next), innermost)
}
