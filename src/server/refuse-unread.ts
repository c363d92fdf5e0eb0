import type { ServerResponse } from 'node:http'

/** Answers with an error, and reads no more of what the client sends. */
export function refuseUnread(
  response: ServerResponse,
  status: number,
  { message, code }: { readonly message: string; readonly code: string },
): void {
  response
    .writeHead(status, { 'content-type': 'application/json', connection: 'close' })
    .end(JSON.stringify({ errors: [{ message, extensions: { code } }] }))
}
