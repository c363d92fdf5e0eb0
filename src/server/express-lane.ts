import type { IncomingMessage, ServerResponse } from 'node:http'
import { getCORSHeadersByRequestAndOptions } from '@whatwg-node/server'
import type { Context } from '../schema/context.ts'
import { schema } from '../schema/index.ts'
import type { OperationCheck } from '../schema/operation-limits.ts'
import { stringifyAnswer } from '../schema/rendered-json.ts'
import type { CompiledExecution, ReadyQuery } from './compiled-execution.ts'
import { acceptedEncoding, compressed } from './compression.ts'
import { costReport } from './cost-report.ts'
import type { CrossSiteRules } from './cross-site.ts'
import { readMaxLookups } from './max-lookups.ts'

export type ExpressLaneOptions = {
  readonly queries: Pick<CompiledExecution, 'find' | 'giveUp'>
  readonly check: OperationCheck
  readonly cors: CrossSiteRules | false
  readonly createContext: (request: { maxLookups: number | null; signal: AbortSignal }) => Promise<Context>
}

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

type Asked = {
  readonly query: string
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
}

const json = /^application\/json *(; *charset=utf-8)?$/i

/**
 * Answers what needs none of the server's care: a compiled query, sent as most are, that meets no error. Everything else
 * is handed on as if it had just arrived, with the context that was made for it meanwhile.
 */
export function createExpressLane({ queries, check, cors, createContext }: ExpressLaneOptions) {
  const contexts = new WeakMap<IncomingMessage, Context>()

  async function answerAtOnce(
    request: IncomingMessage,
    response: ServerResponse,
    body: string,
    type: string,
  ): Promise<boolean> {
    const asked = read(body)
    const query = asked && queries.find(asked.query, asked.operationName)
    if (!query) return false
    const { operationName, variables } = asked
    if (check({ document: query.document, operationName, variableValues: variables, schema })) return false
    const maxLookups = readMaxLookups(request.headers['x-max-lookups']?.toString() ?? null)
    const context = await createContext({ maxLookups, signal: signalOf(response) })
    const result = await runOf(query, context, variables)
    if (!result || result.errors) {
      contexts.set(request, context)
      queries.giveUp(request)
      return false
    }
    const answer = stringifyAnswer({ data: result.data, extensions: { acquaint: costReport(context) } })
    await send(response, answer, type, request.headers, corsHeaders(request.headers, cors))
    return true
  }

  return {
    contexts,

    /** The media type in which this lane may answer a request; null when it is not sent as those are. */
    mediaTypeFor: ({ method, headers }: IncomingMessage): string | null =>
      method === 'POST' && json.test(headers['content-type'] ?? '') && Number(headers['content-length']) > 0
        ? mediaType(headers.accept)
        : null,

    async answer(request: IncomingMessage, response: ServerResponse, type: string, handOn: Handler): Promise<void> {
      const body = await bodyOf(request)
      // Whoever sent half a request has hung up.
      if (body === null) return
      const isAnswered = await answerAtOnce(request, response, body, type).catch(() => false)
      if (!isAnswered) await handOn(Object.assign(request, { body }), response)
    },
  }
}

/** Null when it can't be run, for whatever reason: whoever runs it next will tell. */
async function runOf({ run }: ReadyQuery, context: Context, variables: Parameters<ReadyQuery['run']>[1]) {
  try {
    return await run(context, variables)
  } catch {
    return null
  }
}

/** Null when it ends before it is whole. */
function bodyOf(request: IncomingMessage): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>()
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => void chunks.push(chunk))
  request.once('end', () => resolve(Buffer.concat(chunks).toString()))
  request.once('error', () => resolve(null))
  return promise
}

/** Null when there is more to it than this lane knows of, or it is not what the server takes. */
function read(body: string): Asked | null {
  try {
    const asked = JSON.parse(body)
    const { query, operationName = null, variables, extensions } = asked
    const isKnown =
      hasOnly(parameters, asked) &&
      typeof query === 'string' &&
      (operationName === null || typeof operationName === 'string') &&
      (variables == null || isObject(variables)) &&
      (extensions == null || (isObject(extensions) && hasOnly(['clientLibrary'], extensions)))
    return isKnown ? { query, operationName, variables: variables ?? {} } : null
  } catch {
    return null
  }
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)
const hasOnly = (keys: readonly string[], value: object) => Object.keys(value).every((name) => keys.includes(name))
const parameters = ['query', 'operationName', 'variables', 'extensions']

/** Which of GraphQL's media types an answer is in, as the server chooses them: the first that is named, whatever its weight. */
function mediaType(accept = '*/*'): string | null {
  for (const part of accept.toLowerCase().replace(/\s/g, '').split(',')) {
    const [name = '', ...parameters] = part.split(';')
    const charset = parameters.find((parameter) => parameter.includes('charset='))
    if (charset !== undefined && charset !== 'charset=utf-8') continue
    if (name === '*/*' || name === 'application/*') return 'application/json'
    if (name === 'application/json' || name === 'application/graphql-response+json') return name
    // The server may take it for one of these.
    if (name.includes('*') || name.split('/').length !== 2) return null
  }
  return null
}

/** What tells a browser whether a script of another site may read the answer. */
function corsHeaders(asked: IncomingMessage['headers'], cors: CrossSiteRules | false) {
  if (asked.origin === undefined || !cors) return {}
  const request = { headers: new Headers({ origin: asked.origin }) } as Request
  const headers = Object.entries(getCORSHeadersByRequestAndOptions(request, cors(request)) ?? {})
  return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]))
}

function signalOf(response: ServerResponse): AbortSignal {
  const controller = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) controller.abort()
  })
  return controller.signal
}

async function send(
  response: ServerResponse,
  answer: string,
  type: string,
  asked: IncomingMessage['headers'],
  { vary, ...shared }: Readonly<Record<string, string>>,
): Promise<void> {
  const encoding = acceptedEncoding(asked['accept-encoding']?.toString() ?? null)
  const { body, headers } =
    encoding === null ? { body: answer, headers: {} } : await compressed(Buffer.from(answer), encoding)
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    ...shared,
    vary: vary ? `${vary}, accept-encoding` : 'accept-encoding',
    ...headers,
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}
