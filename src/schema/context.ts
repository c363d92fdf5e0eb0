import type { RequestContext } from '../loaders/request-context.ts'

/** What a resolver may use. Built anew by the server for each request. */
export type Context = RequestContext
