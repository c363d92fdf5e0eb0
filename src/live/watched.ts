import { setTimeout as sleep } from 'node:timers/promises'
import { followed } from './followed.ts'

export type WatchedOptions<Item> = {
  /** What there is now. */
  readonly look: () => Promise<Item>
  /** Calls back when it may have changed, until the result is called. */
  readonly listen: (onTold: () => void) => () => void
  /** Looks no more often than this. */
  readonly pauseMs?: number
  /** Looks at least this often, as words can be lost. */
  readonly pollMs?: number
}

/** Something as it is, then again each time it is different. */
export function watched<Item>({ look, listen, pauseMs = 200, pollMs = 2_000 }: WatchedOptions<Item>) {
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const resume of waiting) resume()
  }
  const ignore = listen(wake)
  const timer = setInterval(wake, pollMs).unref()
  let last: string | null = null

  return followed<Item>({
    waiting,
    async next() {
      if (last !== null) await sleep(pauseMs)
      const item = await look()
      const text = JSON.stringify(item)
      if (text === last) return null
      last = text
      return item
    },
    onEnd() {
      ignore()
      clearInterval(timer)
    },
  })
}
