import type { ServerResponse } from 'node:http'

/** What `/readyz` tells. Answers come from the database, so that alone decides; the rest is for whoever looks. */
export type Readiness = {
  readonly database: 'ok' | 'unreachable'
  readonly sync: { readonly state: string; readonly problem: string | null }
}

/** Answers 200: the process runs. */
export function answerHealth(response: ServerResponse): void {
  answer(response, 200, { process: 'ok' })
}

/** Answers 200 when requests can be served, even if upstream can't be reached, and 503 when they can't. */
export async function answerReadiness(response: ServerResponse, check: () => Promise<Readiness>): Promise<void> {
  const readiness = await check()
  answer(response, readiness.database === 'ok' ? 200 : 503, readiness)
}

/** Answers 503: the process is about to end. */
export function answerStopping(response: ServerResponse): void {
  answer(response, 503, { process: 'stopping' })
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(`${JSON.stringify(body)}\n`)
}
