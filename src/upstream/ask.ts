import { UnreadableBodyError } from '../providers/read-body.ts'
import type { Call, Send } from './call.ts'
import { unclearError } from './refusal.ts'

/** Sends a call and reads its answer. `read` throws `UnreadableBodyError` for a body it cannot read. */
export async function ask<T>(send: Send, call: Call, read: (body: unknown) => T, signal?: AbortSignal): Promise<T> {
  const { status, body } = await send(call, signal)
  try {
    return read(body)
  } catch (cause) {
    if (!(cause instanceof UnreadableBodyError)) throw cause
    throw unclearError(call, `answered ${status} with a body of another shape`, 'BODY', { status, cause })
  }
}
