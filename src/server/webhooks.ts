import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Receipt } from '../domain/delivery.ts'
import { refuseLargeBody } from './body-limit.ts'
import type { Logger } from './logger.ts'

export const webhookPath = '/webhooks/unipile'
/** The header that upstream is told to send with each delivery, as it signs nothing. */
export const secretHeader = 'unipile-auth'

const maximumBodyBytes = 4_000_000

export type WebhookReceiver = {
  /** What upstream was told to prove itself by; null lets nobody in. */
  readonly secret: string | null
  /** Resolves once the delivery is stored; rejects when it can't be. */
  readonly receive: (body: string) => Promise<Receipt>
}

/** Answers 200 when a delivery is safe with us, and anything else when upstream should deliver it again. */
export async function answerWebhook(
  request: IncomingMessage,
  response: ServerResponse,
  { secret, receive }: WebhookReceiver,
  logger: Logger,
): Promise<void> {
  if (request.method !== 'POST') return answer(response, 405, 'Deliveries are POST requests.')
  if (secret === null) return answer(response, 503, 'ACQUAINT_WEBHOOK_SECRET is not set, so no delivery is trusted.')
  // Nothing of what a stranger sends is read.
  if (!isEqual(request.headers[secretHeader], secret)) return answer(response, 401, `${secretHeader} is wrong.`)
  if (refuseLargeBody(request, response, maximumBodyBytes)) return
  try {
    const receipt = await receive(await text(request))
    if (receipt === 'MALFORMED') return answer(response, 400, 'The body is no JSON object.')
    answer(response, 200, receipt)
  } catch (error) {
    logger.error({ err: error }, 'A delivery could not be stored')
    answer(response, 503, 'The delivery could not be stored; deliver it again.')
  }
}

/** Takes the same time whatever is sent: hashes are compared, which all have one length. */
function isEqual(given: string | string[] | undefined, secret: string): boolean {
  const [one, other] = [typeof given === 'string' ? given : '', secret].map((value) =>
    createHash('sha256').update(value).digest(),
  )
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}

function answer(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) return
  response.writeHead(status, { 'content-type': 'application/json', ...(status === 200 ? {} : { connection: 'close' }) })
  response.end(`${JSON.stringify({ message })}\n`)
}
