import { createHash } from 'node:crypto'
import type { WriteDone, WriteOutcome, WriteRefused } from '../domain/client-write.ts'
import { IndeterminateWriteError, ReconnectNeededError } from '../domain/errors.ts'
import { setAccountStatus } from '../store/accounts.ts'
import {
  beginWrite,
  findWrite,
  giveUpWrite,
  releaseWrite,
  settleWrite,
  traceWrite,
  type WriteKey,
  type WriteTrace,
} from '../store/writes/client-writes.ts'
import type { WritesOptions } from './options.ts'
import { refusedBy } from './refused.ts'

/** Longer than a write may take, so that its key is never given up while its process lives. */
const heldForMs = 90_000
const lookAgainMs = 100

export type Attempt<Done extends WriteDone> = {
  /** Says by what the write will be recognised, and what it came to if it is; to be called just before it goes out. */
  readonly trace: (trace: WriteTrace, done: Done) => Promise<void>
}

export type OnceOptions<Done extends WriteDone> = {
  readonly mutation: string
  readonly key: string
  /** What the client asked for: the same key can't stand for anything else. */
  readonly asked: unknown
  readonly accountId: number
  /** Does it, and gives what it came to. Rejects with what upstream said. */
  readonly attempt: (attempt: Attempt<Done>) => Promise<Done | WriteRefused>
}

/**
 * Does a write at most once for a key, whichever process is asked, and however often: whoever comes later is told what
 * it came to. A write that may have happened is never repeated.
 */
export async function once<Done extends WriteDone>(
  options: WritesOptions,
  { mutation, key, asked, accountId, attempt }: OnceOptions<Done>,
): Promise<WriteOutcome<Done>> {
  const { database, workspaceId, now, pause } = options
  const { sql } = database
  const write: WriteKey = { workspaceId, mutation, key }
  const inputDigest = createHash('sha256').update(JSON.stringify(asked)).digest('base64url')
  const startedAt = now()
  const heldUntil = new Date(startedAt.getTime() + heldForMs).toISOString()
  const facts = { inputDigest, accountId, startedAt: startedAt.toISOString(), heldUntil }
  if (!(await beginWrite(sql, write, facts))) return outcomeOf(write)

  try {
    const outcome = await attempt({ trace: (trace, done) => traceWrite(sql, write, trace, done) })
    await settleWrite(sql, write, outcome)
    return outcome
  } catch (error) {
    if (error instanceof ReconnectNeededError) await setAccountStatus(sql, accountId, 'RECONNECT_NEEDED')
    const refused = refusedBy(error, accountId, now())
    if (refused) {
      await settleWrite(sql, write, refused)
      return refused
    }
    if (error instanceof IndeterminateWriteError) {
      await giveUpWrite(sql, write, accountId)
      return outcomeOf(write)
    }
    await releaseWrite(sql, write)
    throw error
  }

  /** What the key stands for, once whoever works on it has come to an end. */
  async function outcomeOf(taken: WriteKey): Promise<WriteOutcome<Done>> {
    for (;;) {
      const found = await findWrite<Done>(sql, taken)
      if (!found) return once(options, { mutation, key, asked, accountId, attempt })
      if (found.inputDigest !== inputDigest)
        return { result: 'REFUSED', refusal: 'KEY_REUSED', accountId, type: null, retryAt: null }
      if (found.state === 'DONE' && found.outcome) return found.outcome
      if (found.state === 'UNKNOWN')
        return { result: 'OUTCOME_UNKNOWN', accountId: found.accountId, startedAt: found.startedAt }
      if (Date.parse(found.heldUntil) < now().getTime()) await giveUpWrite(sql, taken, found.accountId)
      else await pause(lookAgainMs)
    }
  }
}
