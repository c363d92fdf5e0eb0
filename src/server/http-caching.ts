import { createHash } from 'node:crypto'
import type { Plugin } from 'graphql-yoga'

/**
 * Answers to GET may be kept by the client who asked, who is told when they are still right; all others are kept by
 * nobody. People and chats change at any time, so nothing is ever used without asking.
 */
export function useHttpCaching(): Plugin {
  return {
    async onResponse({ request, response, setResponse, fetchAPI }) {
      if (response.headers.has('cache-control') || isStream(response)) return
      if (request.method !== 'GET' || response.status !== 200) return response.headers.set('cache-control', 'no-store')
      const body = await response.text()
      const etag = `W/"${createHash('sha256').update(body).digest('base64url')}"`
      const headers = new fetchAPI.Headers(Object.fromEntries(response.headers))
      headers.set('cache-control', 'private, no-cache')
      headers.set('etag', etag)
      headers.append('vary', 'accept, authorization')
      const isKnown = request.headers.get('if-none-match')?.split(/, */).includes(etag) ?? false
      if (isKnown) headers.delete('content-length')
      setResponse(new fetchAPI.Response(isKnown ? null : body, { status: isKnown ? 304 : 200, headers }))
    },
  }
}

function isStream({ headers }: Response): boolean {
  return /^(text\/event-stream|multipart\/mixed)/.test(headers.get('content-type') ?? '')
}
