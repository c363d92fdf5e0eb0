import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Call, Context, Endpoint, Reply } from './endpoint.ts'
import { type FaultRule, type Faults, faultProblem, isFaultName } from './faults.ts'
import { readForm } from './multipart.ts'
import { notFound, Problem } from './problem.ts'
import { type LoggedRequest, logRequest } from './request-log.ts'
import { createRouter } from './router.ts'

type Options = {
  readonly context: Context
  readonly faults: Faults
  readonly requests: LoggedRequest[]
  readonly apiKey: string
  readonly endpoints: readonly Endpoint[]
  /** What is served beside the API, without a key; null for a path that is not its own. */
  readonly control: (method: string, url: URL, json: unknown) => Reply | Promise<Reply> | null
}

/** The HTTP side of the sandbox: key, faults, bodies and the log. */
export function createSandboxServer(options: Options): Server {
  const route = createRouter(options.endpoints)
  return createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL((request.url ?? '/').replace(/^\/+/, '/'), `http://${request.headers.host ?? 'sandbox'}`)
    const body = await receive(request)
    try {
      const controlled = options.control(request.method ?? 'GET', url, readJson(request, body))
      if (controlled) send(response, await controlled)
      else await handleCall(request, response, url, body)
    } catch (error) {
      send(response, errorReply(error))
    }
  }

  async function handleCall(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    body: Uint8Array,
  ): Promise<void> {
    const { context, faults, requests, apiKey } = options
    const method = request.method ?? 'GET'
    const path = url.pathname.replace(/^\/api\/v1/, '')
    const match = url.pathname.startsWith('/api/v1/') ? route(method, path) : null
    const call = await createCall(request, url, body, match?.params ?? {})
    const accountId = url.searchParams.get('account_id') ?? match?.endpoint.accountOf?.(context, call)?.id ?? null
    const entry = logRequest(requests, {
      method,
      path,
      query: Object.fromEntries(url.searchParams),
      account: accountId,
      class: match?.endpoint.class ?? null,
      status: null,
      at: Date.now(),
    })
    const fault = headerFault(request) ?? faults.take({ method, path, accountId })
    if (faults.latencyMs > 0) await sleep(faults.latencyMs)
    const answer = async (): Promise<Reply> => {
      try {
        if (request.headers['x-api-key'] !== apiKey)
          throw new Problem('missing_credentials', 'Some credentials are necessary to perform the request.')
        if (!match) throw notFound('Route')
        if (match.endpoint.class !== 'store') checkConnected(context, accountId)
        return await match.endpoint.answer(context, { ...call, isThrottled: fault?.fault === 'throttled' })
      } catch (error) {
        return errorReply(error)
      }
    }
    await respond(response, entry, fault, answer)
  }
}

/** Answers, in the way that a fault wants it. */
async function respond(
  response: ServerResponse,
  entry: LoggedRequest,
  fault: FaultRule | null,
  answer: () => Promise<Reply>,
): Promise<void> {
  const problem = fault && faultProblem(fault.fault)
  if (fault?.isDoneFirst) await answer()
  if (fault?.fault === 'hang') return
  if (fault?.fault === 'slow') await sleep(fault.delayMs ?? 1000)
  if (fault?.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter)
  const reply = problem ? errorReply(problem) : await answer()
  if (fault?.fault === 'cut') return cut(response, reply)
  entry.status = reply.status ?? 200
  send(response, reply)
}

function send(response: ServerResponse, { status = 200, body, contentType }: Reply): void {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body))
  response.writeHead(status, {
    'content-type': contentType ?? 'application/json; charset=utf-8',
    'content-length': bytes.byteLength,
  })
  response.end(bytes)
}

/** Promises a whole body, sends half of it and hangs up. */
function cut(response: ServerResponse, { body }: Reply): void {
  const text = JSON.stringify(body)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.write(text.slice(0, text.length / 2), () => response.destroy())
}

function errorReply(error: unknown): Reply {
  const problem = error instanceof Problem ? error : new Problem('unexpected_error', 'Something went wrong.')
  return { status: problem.status, body: problem.body }
}

/** The store goes on answering for an account that needs to be reconnected; its provider does not. */
function checkConnected({ world }: Context, accountId: string | null): void {
  const status = accountId ? world.findAccount(accountId)?.status : undefined
  if (status !== undefined && status !== 'OK') {
    throw new Problem('disconnected_account', 'The account appears to be disconnected from the provider service.')
  }
}

function headerFault({ headers }: IncomingMessage): FaultRule | null {
  const fault = headers['x-sandbox-fault']
  return isFaultName(fault) ? { fault } : null
}

async function createCall(request: IncomingMessage, url: URL, body: Uint8Array, params: Call['params']): Promise<Call> {
  const isForm = request.headers['content-type']?.startsWith('multipart/form-data') ?? false
  return {
    params,
    query: url.searchParams,
    json: readJson(request, body),
    form: isForm ? await readForm(request.headers, body) : null,
    isThrottled: false,
    origin: url.origin,
  }
}

async function receive(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

function readJson({ headers }: IncomingMessage, body: Uint8Array): unknown {
  if (body.byteLength === 0 || !headers['content-type']?.includes('json')) return undefined
  try {
    return JSON.parse(Buffer.from(body).toString())
  } catch {
    throw new Problem('malformed_request', 'The JSON body cannot be read')
  }
}
