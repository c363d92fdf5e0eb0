import { UnsupportedByProviderError } from '../domain/errors.ts'
import type { Checkpoint, SyncStream } from '../domain/sync.ts'
import { findCheckpoints, markBackfilled, saveCheckpoint } from '../store/checkpoints.ts'
import type { IngestedAccount } from '../store/ingest/accounts.ts'
import { type StreamFailure, type SyncContext, unreadCheckpoint } from './context.ts'
import { explain } from './explain.ts'
import { membersReader } from './read-members.ts'
import { type PagedStream, readPages } from './read-pages.ts'
import { attendeeStream, chatStream, messageStream, relationStream } from './streams.ts'

type Reader = (context: SyncContext, account: IngestedAccount, from: Checkpoint) => Promise<Checkpoint>

const evidenceStreams: readonly SyncStream[] = ['RELATIONS', 'CHATS', 'ATTENDEES', 'MEMBERS']

/**
 * Reads every stream of one account that is not done yet, and gives those that failed. Rejects when aborted, and when how
 * far it came can't be saved.
 */
export async function backfillAccount(given: SyncContext, account: IngestedAccount): Promise<readonly StreamFailure[]> {
  const broken = new AbortController()
  const signal = AbortSignal.any([given.signal, broken.signal])
  const context = { ...given, signal }
  const { database, now } = context
  const checkpoints = await findCheckpoints(database.sql, account.id)
  const failures: StreamFailure[] = []
  const done = new Set<SyncStream>()

  async function read(stream: SyncStream, reader: Reader): Promise<void> {
    const checkpoint = checkpoints.get(stream) ?? unreadCheckpoint(stream)
    const error = isRead(checkpoint) ? null : await readStream(context, account, reader, checkpoint)
    signal.throwIfAborted()
    if (error) failures.push({ account, stream, error })
    else done.add(stream)
  }

  async function readPeople(): Promise<void> {
    const attendees = read('ATTENDEES', paged(attendeeStream))
    await together([attendees, read('MEMBERS', membersReader({ attendeesRead: attendees }))])
    signal.throwIfAborted()
    if (!evidenceStreams.every((stream) => done.has(stream)) || account.status === 'CONNECTING') return
    await database.transaction((sql) => markBackfilled(sql, account.id, now().toISOString()))
  }

  /** Whatever breaks one of them, such as a lost database, ends the others, so that it is told at once. */
  async function together(readings: readonly Promise<unknown>[]): Promise<void> {
    await Promise.all(readings).catch(async (cause) => {
      broken.abort(cause)
      await Promise.allSettled(readings)
      throw cause
    })
  }

  const chats = read('CHATS', paged(chatStream))
  const relations = read('RELATIONS', paged(relationStream))
  await together([
    chats.then(() => read('MESSAGES', paged(messageStream))),
    // What people are known by comes before them, who are written with it once.
    together([chats, relations]).then(readPeople),
  ])
  return failures
}

export function isRead({ state }: Checkpoint): boolean {
  return state === 'DONE' || state === 'UNSUPPORTED'
}

async function readStream(
  context: SyncContext,
  account: IngestedAccount,
  read: Reader,
  checkpoint: Checkpoint,
): Promise<Error | null> {
  const { database, now, onProgress, signal } = context
  const startedAt = checkpoint.startedAt ?? now().toISOString()
  let reached: Checkpoint = { ...checkpoint, state: 'RUNNING', startedAt, lastError: null }

  async function settle(changes: Partial<Checkpoint>): Promise<void> {
    reached = { ...reached, ...changes }
    await saveCheckpoint(database.sql, account.id, now().toISOString(), reached)
    onProgress({ account, checkpoint: reached })
  }

  const observed: SyncContext = {
    ...context,
    onProgress(progress) {
      reached = progress.checkpoint
      onProgress(progress)
    },
  }
  try {
    await settle({})
    reached = await read(observed, account, reached)
    await settle({ state: 'DONE', cursor: null, finishedAt: now().toISOString() })
    return null
  } catch (error) {
    if (signal.aborted) return null
    if (error instanceof UnsupportedByProviderError) {
      await settle({ state: 'UNSUPPORTED', finishedAt: now().toISOString() })
      return null
    }
    const problem = error instanceof Error ? error : new Error(String(error))
    await settle({ state: 'FAILED', lastError: explain(problem) })
    return problem
  }
}

function paged<Row>(streamOf: (context: SyncContext) => PagedStream<Row>): Reader {
  return (context, account, from) => readPages(context, account, streamOf(context), from)
}
