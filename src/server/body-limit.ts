import type { IncomingMessage, ServerResponse } from 'node:http'
import { refuseUnread } from './refuse-unread.ts'

/** Lets no request body grow beyond `maximumBytes`. True when the request was refused, and answered, already. */
export function refuseLargeBody(request: IncomingMessage, response: ServerResponse, maximumBytes: number): boolean {
  if (Number(request.headers['content-length'] ?? 0) > maximumBytes) {
    refuse(response, maximumBytes)
    return true
  }
  if (request.headers['transfer-encoding'] !== undefined) countChunks(request, response, maximumBytes)
  return false
}

/** Counted where chunks come in: a listener would set the stream flowing before its reader is there. */
function countChunks(request: IncomingMessage, response: ServerResponse, maximumBytes: number): void {
  const push = request.push.bind(request)
  let received = 0
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    received += chunk?.length ?? 0
    if (received <= maximumBytes) return push(chunk, encoding)
    request.push = () => false
    refuse(response, maximumBytes)
    return false
  }
}

function refuse(response: ServerResponse, maximumBytes: number): void {
  const message = `The request's body must not be larger than ${maximumBytes} bytes.`
  refuseUnread(response, 413, { message, code: 'PAYLOAD_TOO_LARGE' })
}
