import type { RequestClass } from './endpoint.ts'

/** One request that the sandbox got. */
export type LoggedRequest = {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** The account that it was about; null when it was about none or several. */
  readonly account: string | null
  /** Null for a path that leads nowhere. */
  readonly class: RequestClass | null
  /** What was answered; null while it wasn't, or never. */
  status: number | null
  /** Milliseconds since 1970 by the machine's clock. */
  readonly at: number
}

const capacity = 10_000

/** Notes a request, and forgets the oldest when there are too many. */
export function logRequest(log: LoggedRequest[], request: LoggedRequest): LoggedRequest {
  log.push(request)
  if (log.length > capacity) log.splice(0, log.length - capacity)
  return request
}
