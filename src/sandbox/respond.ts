import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Reply } from './endpoint.ts'
import { type FaultRule, faultProblem } from './faults.ts'
import { Problem } from './problem.ts'

/** Sends an answer, in the way that a fault wants it. Gives the status that was sent; null when none arrived whole. */
export async function respond(
  response: ServerResponse,
  fault: FaultRule | null,
  answer: () => Promise<Reply>,
): Promise<number | null> {
  const problem = fault && faultProblem(fault.fault)
  if (fault?.isDoneFirst && (problem || fault.fault === 'hang')) await answer()
  if (fault?.fault === 'slow') await sleep(fault.delayMs ?? 1000, undefined, { ref: false })
  if (fault?.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter)
  if (fault?.fault === 'hang') return null
  const reply = problem ? errorReply(problem) : await answer()
  if (fault?.fault !== 'cut') return send(response, reply)
  cut(response, reply)
  return null
}

/** Sends an answer whole. */
export function send(response: ServerResponse, { status = 200, body, contentType }: Reply): number {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body))
  response.writeHead(status, {
    'content-type': contentType ?? 'application/json; charset=utf-8',
    'content-length': bytes.byteLength,
  })
  response.end(bytes)
  return status
}

/** Promises a whole body, sends half of it and hangs up. */
function cut(response: ServerResponse, { body }: Reply): void {
  const text = JSON.stringify(body)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.write(text.slice(0, text.length / 2), () => response.destroy())
}

/** The answer to a request that failed; what is not a Problem is a mistake of ours. */
export function errorReply(error: unknown): Reply {
  const problem = error instanceof Problem ? error : new Problem('unexpected_error', String(error))
  return { status: problem.status, body: problem.body }
}
