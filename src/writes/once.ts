import { createHash } from 'node:crypto'
import type { WriteDone, WriteOutcome, WriteRefused } from '../domain/client-write.ts'
import { IndeterminateWriteError, ReconnectNeededError, UpstreamError } from '../domain/errors.ts'
import { setAccountStatus } from '../store/accounts.ts'
import {
  beginWrite,
  findWrite,
  giveUpWrite,
  holdWrite,
  releaseWrite,
  settleWrite,
  traceWrite,
  type WriteClaim,
  type WriteTrace,
} from '../store/writes/client-writes.ts'
import type { WritesOptions } from './options.ts'
import { refusedBy } from './refused.ts'

/** How long a key stays with a process that does not say again that it is at it. */
const heldForMs = 15_000
const holdAgainMs = 5_000
const lookAgainMs = 100

/** What a write comes to, but for what is only seen once it has happened. */
type Traced<Done extends WriteDone> = Partial<Done> & Pick<Done, 'result' | 'accountId'>

export type Attempt<Done extends WriteDone> = {
  /**
   * Says by what the write will be recognised, and what it came to if it is. To be called just before it goes out, which
   * it must not if this rejects.
   */
  readonly trace: (trace: WriteTrace, done: Traced<Done>) => Promise<void>
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

/** Another process has concluded that this one is dead. */
class KeyLostError extends Error {}

/**
 * Does a write at most once for a key, whichever process is asked, and however often: whoever comes later is told what
 * it came to. A write that may have happened is never repeated.
 */
export async function once<Done extends WriteDone>(
  options: WritesOptions,
  { mutation, key, asked, accountId, attempt }: OnceOptions<Done>,
): Promise<WriteOutcome<Done>> {
  const { database, workspaceId, now, pause, onUnknown } = options
  const { sql } = database
  const claim: WriteClaim = { workspaceId, mutation, key, startedAt: now().toISOString() }
  const inputDigest = digestOf(asked)
  const heldUntil = () => new Date(now().getTime() + heldForMs).toISOString()
  if (!(await beginWrite(sql, claim, { inputDigest, accountId, heldUntil: heldUntil() }))) return outcomeOfKey()

  // Missed once or twice, it changes nothing; missed for longer, nobody will know what became of the write.
  const holding = setInterval(() => void holdWrite(sql, claim, heldUntil()).catch(() => {}), holdAgainMs).unref()
  let hasGoneOut = false
  try {
    const outcome = await attempt({
      async trace(trace, done) {
        if (!(await traceWrite(sql, claim, trace, done))) throw new KeyLostError()
        hasGoneOut = true
      },
    })
    await settleWrite(sql, claim, outcome)
    return outcome
  } catch (error) {
    return await outcomeOfFailure(error)
  } finally {
    clearInterval(holding)
  }

  async function outcomeOfFailure(error: unknown): Promise<WriteOutcome<Done>> {
    if (error instanceof KeyLostError) return outcomeOfKey()
    if (error instanceof ReconnectNeededError) await setAccountStatus(sql, accountId, 'RECONNECT_NEEDED')
    const refused = refusedBy(error, accountId, now())
    if (refused) {
      await settleWrite(sql, claim, refused)
      return refused
    }
    if (error instanceof IndeterminateWriteError) {
      await giveUp()
      return outcomeOfKey()
    }
    // Upstream alone can say that what went out has not happened; a failure of ours says nothing of it.
    if (hasGoneOut && !(error instanceof UpstreamError)) await giveUp()
    else await releaseWrite(sql, claim)
    throw error
  }

  async function giveUp(given = claim, until?: string): Promise<void> {
    await giveUpWrite(sql, given, until)
    onUnknown(accountId)
  }

  /** What the key stands for, once whoever works on it has come to an end. */
  async function outcomeOfKey(): Promise<WriteOutcome<Done>> {
    for (;;) {
      const found = await findWrite<Done>(sql, claim)
      if (!found) return once(options, { mutation, key, asked, accountId, attempt })
      if (found.inputDigest !== inputDigest)
        return { result: 'REFUSED', refusal: 'KEY_REUSED', accountId, type: null, retryAt: null }
      if (found.state === 'DONE' && found.outcome) return found.outcome
      if (found.state === 'UNKNOWN')
        return { result: 'OUTCOME_UNKNOWN', accountId: found.accountId, startedAt: found.startedAt }
      const { startedAt, heldUntil: until } = found
      if (Date.parse(until) < now().getTime()) await giveUp({ ...claim, startedAt }, until)
      else await pause(lookAgainMs)
    }
  }
}

/** What is given as null is as good as left out. */
function digestOf(asked: unknown): string {
  const text = JSON.stringify(asked, (_field, value: unknown) => value ?? undefined)
  return createHash('sha256').update(text).digest('base64url')
}
