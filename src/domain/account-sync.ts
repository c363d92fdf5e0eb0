import { type Checkpoint, type SyncState, syncStreams } from './sync.ts'

/** What has been read of an account: its past, over all its streams, and since then what is new. */
export type AccountSync = {
  readonly state: Exclude<SyncState, 'UNSUPPORTED'>
  /** From 0 to 1: the part of the streams that is read, each counting the same. */
  readonly progress: number
  /** When a list, or what is new, was last read to its end; null when nothing was. */
  readonly lastSuccessAt: string | null
  /** How long ago that is, in seconds: what webhooks lost since is not here yet. */
  readonly lagSeconds: number | null
  /** When the lists were last compared whole, which alone shows what is gone. */
  readonly wholeAt: string | null
  /** What readings found that no webhook had told. */
  readonly missed: number
  /** Why the latest reading of what is new did not come to its end; null when it did. */
  readonly lastError: string | null
  readonly streams: readonly StreamSync[]
}
export type StreamSync = Omit<Checkpoint, 'cursor'>

/** The readings of what is new, after the first sync. */
export type AccountReading = {
  readonly finishedAt: string | null
  readonly wholeAt: string | null
  readonly missed: number
  readonly lastError: string | null
}

/** The whole of it; a stream without checkpoint was not begun, and `reading` is null before the first. */
export function accountSync(
  checkpoints: readonly StreamSync[],
  reading: AccountReading | null,
  now: Date,
): AccountSync {
  const streams = syncStreams.flatMap((name) => checkpoints.filter(({ stream }) => stream === name))
  const ended = streams.filter(({ state }) => state === 'DONE' || state === 'UNSUPPORTED')
  const finished = streams.flatMap(({ state, finishedAt }) => (state === 'DONE' && finishedAt ? [finishedAt] : []))
  const lastSuccessAt = [...finished, ...(reading?.finishedAt ? [reading.finishedAt] : [])].sort().at(-1) ?? null
  return {
    state: overallState(streams, ended.length === syncStreams.length),
    progress: ended.length / syncStreams.length,
    lastSuccessAt,
    lagSeconds: lastSuccessAt === null ? null : secondsBetween(lastSuccessAt, now),
    wholeAt: reading?.wholeAt ?? null,
    missed: reading?.missed ?? 0,
    lastError: reading?.lastError ?? null,
    streams,
  }
}

function overallState(streams: readonly StreamSync[], allEnded: boolean): AccountSync['state'] {
  if (allEnded) return 'DONE'
  if (streams.some(({ state }) => state === 'FAILED')) return 'FAILED'
  return streams.every(({ state }) => state === 'WAITING') ? 'WAITING' : 'RUNNING'
}

function secondsBetween(then: string, now: Date): number {
  return Math.max(0, Math.round((now.getTime() - Date.parse(then)) / 1000))
}
