import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'

const notAcceptable = {
  message: 'Accept application/json, or text/event-stream for a subscription.',
  extensions: { code: 'NOT_ACCEPTABLE' },
}

/** Says what is wrong with a request in a media type that is not taken, or for one that is not spoken. */
export function useMediaTypes(): Plugin {
  return {
    onRequestParse({ request, requestParser }) {
      if (requestParser || request.method !== 'POST') return
      const extensions = { code: 'UNSUPPORTED_MEDIA_TYPE', http: { status: 415 } }
      throw new GraphQLError('Send the request as application/json.', { extensions })
    },
    onResultProcess({ resultProcessor, setResultProcessor }) {
      if (resultProcessor) return
      const headers = { 'content-type': 'application/json; charset=utf-8' }
      const body = JSON.stringify({ errors: [notAcceptable] })
      setResultProcessor((_result, { Response }) => new Response(body, { status: 406, headers }), 'application/json')
    },
  }
}
