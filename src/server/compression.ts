import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'graphql-yoga'

const worthwhileBytes = 1024
const compressible = /^(application\/(graphql-response\+)?json|text\/html)/

const encodings = {
  // The default of 11 takes seconds for what 4 does in milliseconds, for a tenth less.
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (body: Buffer) => promisify(gzip)(body),
}

type Encoding = keyof typeof encodings

/** Answers of some size are sent compressed to whoever takes that. Streams are not: each event must leave at once. */
export function useCompression(): Plugin {
  return {
    async onResponse({ request, response, setResponse, fetchAPI }) {
      if (!compressible.test(response.headers.get('content-type') ?? '')) return
      response.headers.append('vary', 'accept-encoding')
      const encoding = acceptedEncoding(request.headers.get('accept-encoding'))
      // To look at the body costs as much as to send it.
      if (encoding === null || response.body === null) return
      const { body, headers } = await compressed(Buffer.from(await response.arrayBuffer()), encoding)
      const all = { ...Object.fromEntries(response.headers), ...headers, 'content-length': String(body.length) }
      setResponse(new fetchAPI.Response(new Uint8Array(body), { status: response.status, headers: all }))
    },
  }
}

/** A body as it is worth sending to whoever takes the encoding, with the header that says so. */
export async function compressed(body: Buffer, encoding: Encoding): Promise<{ body: Buffer; headers: object }> {
  if (body.length < worthwhileBytes) return { body, headers: {} }
  return { body: await encodings[encoding](body), headers: { 'content-encoding': encoding } }
}

/** The best encoding that the header names; null when it names none of ours. */
export function acceptedEncoding(accepted: string | null): Encoding | null {
  if (accepted === null) return null
  const names = accepted.split(',').flatMap((part) => {
    const [name = '', quality = ''] = part.toLowerCase().split(';')
    return /q=0(\.0*)?$/.test(quality.trim()) ? [] : [name.trim()]
  })
  if (names.includes('br')) return 'br'
  return names.includes('gzip') || names.includes('*') ? 'gzip' : null
}
