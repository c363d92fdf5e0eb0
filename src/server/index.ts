import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createYoga } from 'graphql-yoga'
import type { Context } from '../schema/context.ts'
import { schema } from '../schema/index.ts'
import { createOperationCheck } from '../schema/operation-limits.ts'
import { refuseLargeBody } from './body-limit.ts'
import { type CompiledExecutionOptions, createCompiledExecution } from './compiled-execution.ts'
import { useCompression } from './compression.ts'
import { createConnections, useStreamMarks } from './connections.ts'
import { useCostReport } from './cost-report.ts'
import { corsFor, useCrossSitePrevention } from './cross-site.ts'
import { createExpressLane } from './express-lane.ts'
import { createGracefulStop } from './graceful-stop.ts'
import { graphiqlOptions, renderGraphiqlPage } from './graphiql.ts'
import { answerHealth, answerReadiness, answerStopping, type Readiness } from './health.ts'
import { createHostCheck } from './host-names.ts'
import { useHttpCaching } from './http-caching.ts'
import { useQueryLimits } from './limits.ts'
import type { Logger } from './logger.ts'
import { createMaskError } from './mask-error.ts'
import { readMaxLookups } from './max-lookups.ts'
import { useMediaTypes } from './media-types.ts'
import { useRequestParameters } from './request-parameters.ts'
import { guardAgainstStall } from './stalled-responses.ts'
import { type TrustedDocuments, useStoredDocuments } from './stored-documents.ts'
import { answerWebhook, type WebhookReceiver, webhookPath } from './webhooks.ts'

const maximumBodyBytes = 1_000_000

export type RequestFacts = {
  /** How many users the client lets this operation ask providers about; null when it does not say. */
  readonly maxLookups: number | null
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal
}

export type GatewayServerOptions = {
  /** Called once for each operation. */
  readonly createContext: (request: RequestFacts) => Promise<Context>
  /** Looks whether requests can be served now; does not reject. */
  readonly readiness: () => Promise<Readiness>
  readonly webhooks: WebhookReceiver
  readonly logger: Logger
  /** How long a client may stop reading before it is hung up on. */
  readonly stalledAfterMs?: number
  /** Names that lead here, beside `localhost`. */
  readonly hosts?: readonly string[]
  /** Other sites whose scripts may read answers. */
  readonly corsOrigins?: readonly string[]
  /** The only documents that are answered; null for any. */
  readonly trustedDocuments?: TrustedDocuments | null
  /** Null interprets every operation. */
  readonly compiledExecution?: CompiledExecutionOptions | null
}

export type GatewayServer = Server & {
  /** Ends once what was asked for is answered, or after this time. */
  readonly stop: (graceMs: number) => Promise<void>
}

/** The graph over HTTP: `/graphql` (GraphiQL in a browser), `/webhooks/unipile`, `/healthz` and `/readyz`. */
export function createGatewayServer({
  createContext,
  readiness,
  webhooks,
  logger,
  stalledAfterMs = 30_000,
  hosts = [],
  corsOrigins = [],
  trustedDocuments = null,
  compiledExecution = {},
}: GatewayServerOptions): GatewayServer {
  const maskError = createMaskError(logger)
  const connections = createConnections()
  guardAgainstStall(connections, stalledAfterMs)
  const stopping = createGracefulStop(connections)
  const refuseForeignHost = createHostCheck(hosts)
  const check = createOperationCheck()
  const compiled = compiledExecution && createCompiledExecution(compiledExecution)
  const cors = corsFor(corsOrigins)
  const lane =
    compiled && trustedDocuments === null ? createExpressLane({ queries: compiled, check, cors, createContext }) : null
  const yoga = createYoga<{ req: IncomingMessage }>({
    schema,
    context: ({ request, req }) =>
      lane?.contexts.get(req) ??
      createContext({ maxLookups: readMaxLookups(request.headers.get('x-max-lookups')), signal: request.signal }),
    plugins: [
      useCrossSitePrevention(),
      useMediaTypes(),
      useRequestParameters(),
      useStoredDocuments(trustedDocuments),
      useQueryLimits(check, maskError),
      ...(compiled ? [compiled.plugin] : []),
      useCostReport(),
      useHttpCaching(),
      useCompression(),
      useStreamMarks(connections),
    ],
    extraParamNames: ['documentId'],
    maskedErrors: { maskError },
    // Its queries are nobody's trusted documents.
    graphiql: trustedDocuments === null && graphiqlOptions,
    renderGraphiQL: renderGraphiqlPage,
    // The body is limited below, where it costs nothing.
    maxRequestBodySize: false,
    multipart: false,
    cors,
    batching: false,
    landingPage: false,
    logging: false,
  })
  const { graphqlEndpoint } = yoga
  const server = createServer((request, response) => {
    if (stopping.isStopping()) response.shouldKeepAlive = false
    const path = pathOf(request.url ?? '')
    if (path === webhookPath) return void answerWebhook(request, response, webhooks, logger)
    if (refuseForeignHost(request, response)) return
    if (path === '/healthz') return answerHealth(response)
    if (path === '/readyz')
      return void (stopping.isStopping() ? answerStopping(response) : answerReadiness(response, readiness))
    if (path === '/') return void response.writeHead(302, { location: graphqlEndpoint }).end()
    if (refuseLargeBody(request, response, maximumBodyBytes)) return
    connections.add(response)
    const type = path === graphqlEndpoint && lane?.mediaTypeFor(request)
    void (lane && type ? lane.answer(request, response, type, yoga) : yoga(request, response))
  })
  return Object.assign(server, { stop: (graceMs: number) => stopping.stop(server, graceMs) })
}

function pathOf(url: string): string {
  const end = url.indexOf('?')
  return end === -1 ? url : url.slice(0, end)
}
