import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSandbox, type SandboxOptions } from '../../src/sandbox/index.ts'

type Query = Readonly<Record<string, string | number>>
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: Body }

/** The fields of bodies that tests read; which of them are there depends on what was asked. */
export type Body = {
  readonly [name in
    | 'id'
    | 'account_id'
    | 'account_type'
    | 'chat_id'
    | 'message_id'
    | 'attendee_id'
    | 'attendee_provider_id'
    | 'provider_id'
    | 'provider_messaging_id'
    | 'public_identifier'
    | 'member_id'
    | 'invitation_id'
    | 'webhook_id'
    | 'name'
    | 'text'
    | 'type'
    | 'timestamp'
    | 'picture_url']: string
} & {
  readonly items: readonly Body[]
  readonly cursor: string | null
  readonly is_self: number
  readonly is_sender: number
  readonly unread_count: number
  readonly created_at: number
  readonly content_type?: string
  readonly folder: readonly string[]
  readonly sources: readonly unknown[]
  readonly specifics: Readonly<Record<string, unknown>>
  readonly contact_info: { readonly phones: readonly string[] }
  readonly external_links: readonly string[]
  readonly websites: readonly string[]
}

/** A sandbox that listens, and the ways to talk to it over HTTP. */
export async function startSandbox(options: SandboxOptions = {}) {
  const sandbox = createSandbox(options)
  const { url } = await sandbox.listen()

  async function ask(method: string, path: string, query: Query = {}, init: RequestInit = {}): Promise<Answer> {
    const search = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, `${value}`]),
    )
    const headers = { 'x-api-key': 'sandbox', ...(init.headers as Record<string, string>) }
    const response = await fetch(`${url}/api/v1${path}?${search}`, { ...init, method, headers })
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body }
  }
  const json = { 'content-type': 'application/json' }

  return {
    ...sandbox,
    url,
    get: (path: string, query?: Query, init?: RequestInit) => ask('GET', path, query, init),
    remove: (path: string, query?: Query) => ask('DELETE', path, query),
    post: (path: string, body: unknown) => ask('POST', path, {}, { body: JSON.stringify(body), headers: json }),
    patch: (path: string, body: unknown) => ask('PATCH', path, {}, { body: JSON.stringify(body), headers: json }),
    /** Sends multipart; a list repeats its field. */
    form: (path: string, fields: Readonly<Record<string, string | readonly string[]>>) => {
      const body = new FormData()
      for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value)
      return ask('POST', path, {}, { body })
    },
    /** Every row of a list, page by page. */
    all: async (path: string, query: Query = {}) => {
      const rows: Body[] = []
      let next: Query | null = query
      while (next) {
        const { body } = await ask('GET', path, next)
        rows.push(...body.items)
        next = body.cursor ? { ...query, cursor: body.cursor } : null
      }
      return rows
    },
    /** Asks the controls, which need no key. */
    control: async (method: string, path: string, body?: unknown): Promise<Answer> => {
      const init = body === undefined ? {} : { body: JSON.stringify(body), headers: json }
      const response = await fetch(`${url}/__sandbox${path}`, { method, ...init })
      return { status: response.status, headers: response.headers, body: (await response.json()) as Body }
    },
  }
}

export type Heard = { readonly headers: Readonly<Record<string, unknown>>; readonly body: Body }

/** A receiver of webhooks that answers with the statuses given, one after the other, and then with 200. */
export async function startReceiver(...statuses: readonly number[]) {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk as Uint8Array)
    heard.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) })
    response.writeHead(statuses[heard.length - 1] ?? 200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    heard,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
