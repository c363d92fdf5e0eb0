import type { Faults } from './faults.ts'
import type { Form } from './multipart.ts'
import type { LoggedRequest } from './request-log.ts'
import type { ShapeMode } from './shapes/mode.ts'
import type { Webhooks } from './webhooks/index.ts'
import type { Account } from './world/types.ts'
import type { World } from './world/world.ts'

/** `store` reads the upstream's own copy, `live` asks the provider, `write` changes something there. */
export type RequestClass = 'store' | 'live' | 'write'

/** One request that has found its endpoint. */
export type Call = {
  /** The values of the path's `:names`, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The parsed JSON body; undefined without one. */
  readonly json: unknown
  /** The multipart body; null without one. */
  readonly form: Form | null
  /** Whether profiles are to come with empty sections. */
  readonly isThrottled: boolean
  /** Where the sandbox can be reached, for the pictures it links to. */
  readonly origin: string
}

/** What endpoints answer from. */
export type Context = {
  readonly world: World
  readonly shapes: ShapeMode
  readonly webhooks: Webhooks
  readonly faults: Faults
  /** The latest requests, oldest first. */
  readonly requests: LoggedRequest[]
}

/** What is answered; 200 unless it says otherwise. */
export type Reply = {
  readonly status?: number
  /** Sent as JSON, unless it is bytes. */
  readonly body: unknown
  /** Only for bytes. */
  readonly contentType?: string
}

/** One thing that the API does. What it throws is answered as an error. */
export type Endpoint = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** The path after `/api/v1`, with `:names` for what varies. */
  readonly path: string
  readonly class: RequestClass
  /** The account that a call is about, when the query does not name it. */
  readonly accountOf?: (context: Context, call: Call) => Account | null
  readonly answer: (context: Context, call: Call) => Reply | Promise<Reply>
}
