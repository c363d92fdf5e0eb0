import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { controls } from './control/index.ts'
import type { Context, Reply } from './endpoint.ts'
import { endpoints } from './endpoints/index.ts'
import { type FaultRule, faultProblem, isFaultName } from './faults.ts'
import { notFound, Problem } from './problem.ts'
import { readCall, receive } from './receive.ts'
import { logRequest } from './request-log.ts'
import { errorReply, respond, send } from './respond.ts'
import { createRouter } from './router.ts'

const findEndpoint = createRouter(endpoints)
const findControl = createRouter(controls)

/** The HTTP side of the sandbox: the API under `/api/v1`, and its controls under `/__sandbox`. */
export function createSandboxServer(context: Context, apiKey: string): Server {
  return createServer((request, response) => {
    handle(request, response)
      .catch((error: unknown) => send(response, errorReply(error)))
      .catch(() => response.destroy())
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL((request.url ?? '/').replace(/^\/+/, '/'), `http://${request.headers.host ?? 'sandbox'}`)
    const isControl = url.pathname.startsWith('/__sandbox')
    await (isControl ? handleControl(request, response, url) : handleCall(request, response, url))
  }

  async function handleControl(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const path = url.pathname.replace(/^\/__sandbox/, '') || '/'
    const match = findControl(request.method ?? 'GET', path)
    if (!match) throw notFound('Route')
    const call = await readCall(request, url, await receive(request), match.params)
    send(response, match.route.answer(context, call))
  }

  async function handleCall(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const method = request.method ?? 'GET'
    const path = url.pathname.replace(/^\/api\/v1/, '')
    const match = url.pathname.startsWith('/api/v1/') ? findEndpoint(method, path) : null
    const call = await readCall(request, url, await receive(request), match?.params ?? {})
    const accountId = url.searchParams.get('account_id') ?? match?.route.accountOf?.(context, call)?.id ?? null
    const entry = logRequest(context.requests, {
      method,
      path,
      query: Object.fromEntries(url.searchParams),
      account: accountId,
      class: match?.route.class ?? null,
      status: null,
      at: Date.now(),
    })
    const fault = headerFault(request) ?? context.faults.take({ method, path, accountId })
    if (context.faults.latencyMs > 0) await sleep(context.faults.latencyMs, undefined, { ref: false })
    const isAllowed = request.headers['x-api-key'] === apiKey
    const answer = async (): Promise<Reply> => {
      if (!isAllowed) throw missingCredentials()
      if (!match) throw notFound('Route')
      if (match.route.class !== 'store') checkConnected(context, accountId)
      return match.route.answer(context, { ...call, isThrottled: fault?.fault === 'throttled' })
    }
    entry.status = await respond(response, fault, () => answer().catch(errorReply))
  }
}

const missingCredentials = (): Problem =>
  new Problem('missing_credentials', 'Some credentials are necessary to perform the request.')

/** The store goes on answering for an account that needs to be reconnected; its provider does not. */
function checkConnected({ world }: Context, accountId: string | null): void {
  const status = accountId ? world.findAccount(accountId)?.status : undefined
  if (status !== undefined && status !== 'OK') throw faultProblem('disconnected')
}

/** A fault for one request, asked for by the request itself. */
function headerFault({ headers }: IncomingMessage): FaultRule | null {
  const fault = headers['x-sandbox-fault']
  return isFaultName(fault) ? { fault } : null
}
