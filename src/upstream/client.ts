import { type Dispatcher, request } from 'undici'
import type { CallClass, Send } from './call.ts'
import { failedCallError } from './failed-call.ts'
import { callPath } from './path.ts'
import { readErrorType, readJsonBody } from './read-answer.ts'
import { refusalError } from './refusal.ts'
import { retryAfterMs } from './retry-after.ts'

export type ClientOptions = {
  /** As `parseDsn` gives it. */
  readonly root: string
  readonly apiKey: string
  /** For each class, how long a call may take from first byte out to last byte in. */
  readonly timeoutMs: Readonly<Record<CallClass, number>>
  readonly maxBodyBytes: number
  readonly dispatcher: Dispatcher
  readonly now: () => number
}

/** The innermost `Send`: one request out, one body or error back. Follows no redirect, so the key stays with one host. */
export function createClient({ root, apiKey, timeoutMs, maxBodyBytes, dispatcher, now }: ClientOptions): Send {
  return async (call, signal) => {
    signal?.throwIfAborted()
    const url = root + callPath(call)
    const deadline = AbortSignal.timeout(timeoutMs[call.class])
    try {
      const response = await request(url, {
        dispatcher,
        method: call.method,
        headers: {
          accept: 'application/json',
          'x-api-key': apiKey,
          ...(call.json !== undefined && { 'content-type': 'application/json' }),
        },
        body: call.form ?? (call.json === undefined ? null : JSON.stringify(call.json)),
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      })
      const status = response.statusCode
      if (status >= 200 && status < 300) return { status, body: await readJsonBody(response, maxBodyBytes) }
      const type = await readErrorType(response, maxBodyBytes)
      throw refusalError(call, { status, type, retryAfterMs: retryAfterMs(response.headers['retry-after'], now()) })
    } catch (error) {
      throw failedCallError(call, error, { signal, timedOut: deadline.aborted, timeoutMs: timeoutMs[call.class] })
    }
  }
}
