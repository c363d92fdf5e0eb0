import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { getCORSHeadersByRequestAndOptions } from '@whatwg-node/server'
import type { CORSOptions } from 'graphql-yoga'
import { z } from 'zod'
import type { Context } from '../schema/context.ts'
import { schema } from '../schema/index.ts'
import { stringifyAnswer } from '../schema/rendered-json.ts'
import type { CompiledExecution, ReadyQuery } from './compiled-execution.ts'
import { acceptedEncoding, compressed } from './compression.ts'
import { costReport } from './cost-report.ts'
import type { OperationCheck } from './limits.ts'
import { readMaxLookups } from './max-lookups.ts'

export type ExpressLaneOptions = {
  readonly queries: Pick<CompiledExecution, 'find' | 'giveUp'>
  readonly check: OperationCheck
  readonly cors: CORSOptions | false
  readonly createContext: (request: { maxLookups: number | null; signal: AbortSignal }) => Promise<Context>
}

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

const Asked = z.strictObject({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.strictObject({ clientLibrary: z.unknown() }).nullish(),
})

const json = /^application\/json *(; *charset=utf-8)?$/i

/**
 * Answers what needs none of the server's care: a compiled query, sent as most are, that meets no error. Everything else
 * is handed on as if it had just arrived, with the context that was made for it meanwhile.
 */
export function createExpressLane({ queries, check, cors, createContext }: ExpressLaneOptions) {
  const contexts = new WeakMap<IncomingMessage, Context>()

  async function answerAtOnce(request: IncomingMessage, response: ServerResponse, body: string): Promise<boolean> {
    const asked = read(body)
    const query = asked && queries.find(asked.query, asked.operationName ?? null)
    if (!query) return false
    const variables = asked.variables ?? {}
    if (check({ ...asked, document: query.document, variableValues: variables, schema })) return false
    const maxLookups = readMaxLookups(request.headers['x-max-lookups']?.toString() ?? null)
    const context = await createContext({ maxLookups, signal: signalOf(response) })
    const result = await runOf(query, context, variables)
    if (!result || result.errors) {
      contexts.set(request, context)
      queries.giveUp(request)
      return false
    }
    const answer = stringifyAnswer({ data: result.data, extensions: { acquaint: costReport(context) } })
    await send(response, answer, request.headers, corsHeaders(request.headers, cors))
    return true
  }

  return {
    contexts,

    /** Whether a request is sent as those that this lane may answer. */
    takes: ({ method, headers }: IncomingMessage): boolean =>
      method === 'POST' &&
      json.test(headers['content-type'] ?? '') &&
      Number(headers['content-length']) > 0 &&
      mediaType(headers.accept) !== null,

    async answer(request: IncomingMessage, response: ServerResponse, handOn: Handler): Promise<void> {
      const body = await text(request).catch(() => null)
      // Whoever sent half a request has hung up.
      if (body === null) return
      const isAnswered = await answerAtOnce(request, response, body).catch(() => false)
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

function read(body: string) {
  try {
    return Asked.safeParse(JSON.parse(body)).data ?? null
  } catch {
    return null
  }
}

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
function corsHeaders(asked: IncomingMessage['headers'], cors: CORSOptions | false) {
  if (asked.origin === undefined) return {}
  const request = { headers: new Headers({ origin: asked.origin }) } as Request
  const headers = Object.entries(getCORSHeadersByRequestAndOptions(request, cors) ?? {})
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
  asked: IncomingMessage['headers'],
  { vary, ...shared }: Readonly<Record<string, string>>,
): Promise<void> {
  const encoding = acceptedEncoding(asked['accept-encoding']?.toString() ?? null)
  const { body, headers } =
    encoding === null ? { body: answer, headers: {} } : await compressed(Buffer.from(answer), encoding)
  response.writeHead(200, {
    'content-type': `${mediaType(asked.accept)}; charset=utf-8`,
    'cache-control': 'no-store',
    ...shared,
    vary: vary ? `${vary}, accept-encoding` : 'accept-encoding',
    ...headers,
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}
