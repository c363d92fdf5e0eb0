import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention'
import { GraphQLError } from 'graphql'
import type { CORSOptions, Plugin } from 'graphql-yoga'

/** Any of these, with any value, shows that a script asked which the browser had checked beforehand. */
const headers = [
  'graphql-require-preflight',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'x-graphql-yoga-csrf',
]

/**
 * Refuses what a page of another site can make a browser send without asking us first: a GET, or a form. What is sent as
 * JSON passes; anything else needs one of the headers.
 */
export function useCrossSitePrevention(): Plugin {
  const { onRequestParse } = useCSRFPrevention({ requestHeaders: headers }) as Required<Pick<Plugin, 'onRequestParse'>>
  return {
    async onRequestParse(payload) {
      try {
        await onRequestParse(payload)
      } catch {
        const message = `Send a header ${headers[0]} (any value), or the request as application/json.`
        throw new GraphQLError(message, { extensions: { code: 'CROSS_SITE_REQUEST', http: { status: 403 } } })
      }
    },
  }
}

/** What browsers let the page do that asks; false for nothing. */
export type CrossSiteRules = (request: Request) => CORSOptions | false

/**
 * What browsers let other sites do: nothing, but for the origins given; false when there are none. Cookies are never sent
 * along. Whoever is not on the list gets no rules at all: by them, the origin `null` would be named, which any site can have.
 */
export function corsFor(origins: readonly string[]): CrossSiteRules | false {
  if (origins.length === 0) return false
  const rules = {
    origin: [...origins],
    credentials: false,
    methods: ['GET', 'POST'],
    allowedHeaders: ['content-type', 'authorization', 'x-max-lookups', ...headers],
    maxAge: 600,
  }
  return ({ headers }) => origins.includes(headers.get('origin') ?? '') && rules
}
