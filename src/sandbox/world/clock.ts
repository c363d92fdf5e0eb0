/** When the world was made, unless told otherwise: everything in it happened before. */
export const referenceTime = Date.parse('2026-11-20T12:00:00.000Z')

export type Clock = {
  /** Milliseconds since 1970 at which the world was made. */
  readonly startedAt: number
  /** The time of the next thing to happen: later than that of every earlier thing. */
  readonly tick: () => number
}

/** Without `now`, time stands still but for one second at each thing that happens, so that runs can be repeated. */
export function createClock(now?: () => number, startedAt = now?.() ?? referenceTime): Clock {
  let last = startedAt
  return {
    startedAt,
    tick: () => {
      last = now ? Math.max(last + 1, now()) : last + 1000
      return last
    },
  }
}
