import type { FormData } from 'undici'
import type { UpstreamCallFacts } from '../domain/errors.ts'
import type { Provider } from '../domain/provider.ts'

/**
 * What a call costs. STORE_READ is answered from what upstream has synced; LIVE_LOOKUP asks the provider, so it spends
 * the account's budget and takes longer; WRITE changes something and is never sent twice.
 */
export type CallClass = 'STORE_READ' | 'LIVE_LOOKUP' | 'WRITE'

/** A request to upstream, as data. */
export type Call = {
  readonly class: CallClass
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** The path below `/api/v1` with `{name}` for each of `params`. */
  readonly route: string
  readonly params?: Readonly<Record<string, string>>
  /** Undefined values are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly json?: unknown
  readonly form?: FormData
  /** The account the call is about, for whoever counts; null when it is about none. */
  readonly accountId: string | null
}

/** Rows of attendees and messages do not tell their provider, so whoever asks for some says which it is. */
export type OfProvider = { readonly provider: Provider }

export type Answer = { readonly status: number; readonly body: unknown }

/** Sends one call. Resolves to a 2xx answer with a JSON body; anything else rejects with an `UpstreamError`. */
export type Send = (call: Call, signal?: AbortSignal) => Promise<Answer>

/** What errors and observers may know of a call. */
export function callFacts(call: Call, status: number | null = null, type: string | null = null): UpstreamCallFacts {
  return { method: call.method, route: call.route, accountId: call.accountId, status, type }
}
