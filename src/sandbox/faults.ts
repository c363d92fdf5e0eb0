import { Problem, type ProblemType, problemTypes } from './problem.ts'

const mishaps = ['429', '500', '502', '503', '504', 'slow', 'hang', 'cut', 'throttled', 'disconnected'] as const

/** All that can go wrong: a status, a way of answering, or a refusal by its own name. */
export const faultNames = [...mishaps, ...problemTypes] as const
export type FaultName = (typeof faultNames)[number]

/** What goes wrong, with which requests, and how often. */
export type FaultRule = {
  readonly match?: {
    readonly method?: string
    /** A part of the path after `/api/v1`, such as `/users/`. */
    readonly path?: string
    readonly account_id?: string
  }
  readonly fault: FaultName
  /** How many requests meet it; without it, all until the rules are cleared. */
  readonly times?: number
  /** How long `slow` takes; a second when not told. */
  readonly delayMs?: number
  /** Seconds, sent as `Retry-After`. */
  readonly retryAfter?: number
  /** What was asked for is done, and only the answer goes wrong. */
  readonly isDoneFirst?: boolean
}

/** The faults in force. */
export type Faults = {
  /** Delays every answer; 0 is no delay. */
  latencyMs: number
  readonly add: (...rules: readonly FaultRule[]) => void
  readonly clear: () => void
  readonly list: () => readonly FaultRule[]
  /** The first rule that fits a request, which uses up one of its times; null when none does. */
  readonly take: (request: RequestTraits) => FaultRule | null
}

type RequestTraits = { readonly method: string; readonly path: string; readonly accountId: string | null }

/** No faults, but that all answers are late by `latencyMs`. */
export function createFaults(latencyMs = 0): Faults {
  let rules: { readonly rule: FaultRule; left: number }[] = []
  return {
    latencyMs,
    add: (...added) => {
      for (const rule of added) rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY })
    },
    clear: () => {
      rules = []
    },
    list: () =>
      rules
        .filter(({ left }) => left > 0)
        .map(({ rule, left }) => ({ ...rule, ...(rule.times ? { times: left } : {}) })),
    take: (request) => {
      const found = rules.find(({ rule, left }) => left > 0 && isMet(rule, request))
      if (found) found.left -= 1
      return found?.rule ?? null
    },
  }
}

const isMet = ({ match = {} }: FaultRule, { method, path, accountId }: RequestTraits): boolean =>
  (match.method === undefined || match.method.toUpperCase() === method) &&
  (match.path === undefined || path.includes(match.path)) &&
  (match.account_id === undefined || match.account_id === accountId)

/** Whether there is a fault of that name. */
export const isFaultName = (name: unknown): name is FaultName => faultNames.some((known) => known === name)

const problems: Partial<Record<FaultName, readonly [type: ProblemType, detail: string, status?: number]>> = {
  429: ['too_many_requests', 'The provider cannot accept any more requests at the moment. Please try again later.'],
  500: ['unexpected_error', 'Something went wrong.'],
  502: ['malformed_request', 'The provider sent an answer that makes no sense.', 502],
  503: ['service_unavailable', 'The service is not available.'],
  504: ['request_timeout', 'The request took too long.'],
  disconnected: ['disconnected_account', 'The account appears to be disconnected from the provider service.'],
}

/** The error that a fault answers with; null for those that answer otherwise. */
export function faultProblem(fault: FaultName): Problem | null {
  const problem = problems[fault] ?? (isProblemType(fault) ? ([fault, 'This was refused on demand.'] as const) : null)
  return problem ? new Problem(...problem) : null
}

const isProblemType = (fault: FaultName): fault is ProblemType => problemTypes.some((type) => type === fault)
