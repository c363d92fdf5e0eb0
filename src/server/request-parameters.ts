import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'

/** Tells a client whose address or form has something else where JSON should be, which the library takes for a fault of ours. */
export function useRequestParameters(): Plugin {
  return {
    onRequestParse({ requestParser: parse, setRequestParser }) {
      if (!parse) return
      setRequestParser(async (request) => {
        try {
          return await parse(request)
        } catch (error) {
          if (!(error instanceof SyntaxError)) throw error
          const extensions = { code: 'BAD_REQUEST', http: { status: 400 } }
          throw new GraphQLError('The parameters variables and extensions must be JSON.', { extensions })
        }
      })
    },
  }
}
