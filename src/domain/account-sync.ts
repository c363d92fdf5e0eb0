import { type Checkpoint, type SyncState, type SyncStream, syncNouns, syncStreams } from './sync.ts'

/** What has been read of an account: its past, over all its streams, and since then what is new. */
export type AccountSync = {
  readonly state: Exclude<SyncState, 'UNSUPPORTED'>
  /** From 0 to 1: the part of the streams that is read, each counting the same. */
  readonly progress: number
  /** When a list of its own, or what is new, was last read to its end; null when nothing was. */
  readonly lastSuccessAt: string | null
  /** How long ago that is, in seconds: what webhooks lost since is not here yet. */
  readonly lagSeconds: number | null
  /** When the lists were last compared whole, which alone shows what is gone. */
  readonly wholeAt: string | null
  /** What readings found that no webhook had told. */
  readonly missed: number
  /**
   * Why the latest reading of what is new did not come to its end, or what it had to leave out, or why the lists could
   * not be compared when they were last read whole; null when nothing went wrong.
   */
  readonly lastError: string | null
  readonly streams: readonly StreamSync[]
}
export type StreamSync = Omit<Checkpoint, 'cursor'>

/** The readings of what is new, after the first sync. */
export type AccountReading = {
  readonly finishedAt: string | null
  /** When the lists were last read whole: later than `wholeAt` when not each of them told what is gone. */
  readonly wholeReadAt: string | null
  readonly wholeAt: string | null
  readonly missed: number
  readonly lastError: string | null
}

const notCompared =
  'Rows could not be understood when the lists were last read whole, so it is not known whether anything is gone from them.'

/** Says that so many rows of a list could not be read. */
export function leftOutText(rows: number): string {
  return rows === 1
    ? '1 row could not be understood and was left out'
    : `${rows} rows could not be understood and were left out`
}

/** What a reading tells that had to leave out rows; null for one that had not. */
export function leftOutProblem(
  leftOut: readonly { readonly stream: SyncStream; readonly rows: number }[],
): string | null {
  const parts = [...Map.groupBy(leftOut, ({ stream }) => stream)].map(
    ([stream, entries]) => `${entries.reduce((total, { rows }) => total + rows, 0)} of ${syncNouns[stream]}`,
  )
  return parts.length === 0 ? null : `Rows could not be understood and were left out: ${parts.join(', ')}.`
}

/** The whole of it; a stream without checkpoint was not begun, and `reading` is null before the first. */
export function accountSync(
  checkpoints: readonly StreamSync[],
  reading: AccountReading | null,
  now: Date,
): AccountSync {
  const streams = syncStreams.flatMap((name) => checkpoints.filter(({ stream }) => stream === name))
  const ended = streams.filter(({ state }) => state === 'DONE' || state === 'UNSUPPORTED')
  const finished = streams.flatMap(({ stream, state, finishedAt }) =>
    // The list of accounts tells nothing that is in one.
    stream !== 'ACCOUNTS' && state === 'DONE' && finishedAt ? [finishedAt] : [],
  )
  const lastSuccessAt = [...finished, ...(reading?.finishedAt ? [reading.finishedAt] : [])].sort().at(-1) ?? null
  return {
    state: overallState(streams, ended.length === syncStreams.length),
    progress: ended.length / syncStreams.length,
    lastSuccessAt,
    lagSeconds: lastSuccessAt === null ? null : secondsBetween(lastSuccessAt, now),
    wholeAt: reading?.wholeAt ?? null,
    missed: reading?.missed ?? 0,
    lastError: reading?.lastError ?? (isLeftOpen(reading) ? notCompared : null),
    streams,
  }
}

function overallState(streams: readonly StreamSync[], allEnded: boolean): AccountSync['state'] {
  if (allEnded) return 'DONE'
  if (streams.some(({ state }) => state === 'FAILED')) return 'FAILED'
  return streams.every(({ state }) => state === 'WAITING') ? 'WAITING' : 'RUNNING'
}

/** Whether what is gone could not be told when the lists were last read whole. */
function isLeftOpen(reading: AccountReading | null): boolean {
  return (reading?.wholeReadAt ?? '') > (reading?.wholeAt ?? '')
}

function secondsBetween(then: string, now: Date): number {
  return Math.max(0, Math.round((now.getTime() - Date.parse(then)) / 1000))
}
