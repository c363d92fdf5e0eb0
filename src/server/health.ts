import type { ServerResponse } from 'node:http'

/** Answers 200: the process runs. */
export function answerHealth(response: ServerResponse): void {
  answer(response, 200, 'ok')
}

/** Answers 200 when requests can be served, and 503 when they can't yet, or no longer. */
export async function answerReadiness(response: ServerResponse, isReady: () => Promise<boolean>): Promise<void> {
  const ready = await isReady().catch(() => false)
  answer(response, ready ? 200 : 503, ready ? 'ready' : 'not ready')
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end(`${text}\n`)
}
