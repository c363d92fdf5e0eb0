import { type Checkpoint, type SyncState, syncStreams } from './sync.ts'

/** How far the reading of an account's past has come, over all its streams. */
export type AccountSync = {
  readonly state: Exclude<SyncState, 'UNSUPPORTED'>
  /** From 0 to 1: the part of the streams that is read, each counting the same. */
  readonly progress: number
  /** When a stream was last read to its end; null when none was. */
  readonly lastSuccessAt: string | null
  readonly streams: readonly StreamSync[]
}
export type StreamSync = Omit<Checkpoint, 'cursor'>

/** The whole of it; a stream without checkpoint was not begun. */
export function accountSync(checkpoints: readonly StreamSync[]): AccountSync {
  const streams = syncStreams.flatMap((name) => checkpoints.filter(({ stream }) => stream === name))
  const ended = streams.filter(({ state }) => state === 'DONE' || state === 'UNSUPPORTED')
  const finished = streams.flatMap(({ state, finishedAt }) => (state === 'DONE' && finishedAt ? [finishedAt] : []))
  return {
    state: overallState(streams, ended.length === syncStreams.length),
    progress: ended.length / syncStreams.length,
    lastSuccessAt: finished.sort().at(-1) ?? null,
    streams,
  }
}

function overallState(streams: readonly StreamSync[], allEnded: boolean): AccountSync['state'] {
  if (allEnded) return 'DONE'
  if (streams.some(({ state }) => state === 'FAILED')) return 'FAILED'
  return streams.every(({ state }) => state === 'WAITING') ? 'WAITING' : 'RUNNING'
}
