import type { Change } from '../domain/change.ts'
import { findChangeLogEnd, findChangesAfter } from '../store/changes/read-changes.ts'
import type { Sql } from '../store/sql.ts'
import type { Bus } from './bus.ts'

export type TailOptions = {
  readonly sql: Sql
  readonly workspaceId: number
  readonly bus: Pick<Bus, 'listen'>
  /** How many of the latest changes are kept in memory. */
  readonly kept: number
  readonly pollMs: number
  readonly onMore: () => void
}

/**
 * What a workspace's change log has grown by since the tail was opened, read until it is disposed. Whoever comes back
 * later opens another: a reading that is still under way then ends in the tail that it began for.
 */
export type Tail = Disposable & {
  /** Waits until its beginning is known. Rejects when it can't be found out; the next caller tries again. */
  readonly begun: () => Promise<void>
  /** The last change that was read; 0 before it has begun. */
  readonly end: () => number
  /** At most so many changes after a place; null when some of them are not in memory. */
  readonly after: (place: number, most: number) => readonly Change[] | null
}

export const pageSize = 500

export function openTail({ sql, workspaceId, bus, kept, pollMs, onMore }: TailOptions): Tail {
  // Without gap or repetition up to the end, as the log is numbered without gaps and there is one reading at a time.
  let recent: Change[] = []
  let end: number | null = null
  let reading: Promise<void> | null = null
  let isStale = false

  async function readFrom(place: number): Promise<void> {
    const page = await findChangesAfter(sql, { workspaceId, sequence: place, limit: pageSize })
    if (page.length === 0) return
    recent = [...recent, ...page].slice(-kept)
    end = page.at(-1)?.sequence ?? place
    isStale ||= page.length === pageSize
    onMore()
  }

  async function readOn(): Promise<void> {
    try {
      while (isStale) {
        isStale = false
        if (end === null) end = await findChangeLogEnd(sql, workspaceId)
        else await readFrom(end)
      }
    } finally {
      reading = null
    }
  }

  /** A word that comes during a reading makes it look again. */
  function refresh(): Promise<void> {
    isStale = true
    reading ??= readOn()
    return reading
  }

  // Whoever is told can't help that the database is away; the next look finds what this one missed.
  const look = () => void refresh().catch(() => {})
  const ignore = bus.listen('CHANGES', look)
  const timer = setInterval(look, pollMs).unref()
  look()

  return {
    async begun() {
      if (end === null) await refresh()
    },
    end: () => end ?? 0,
    after(place, most) {
      const [oldest] = recent
      if (end !== null && place >= end) return []
      if (!oldest || oldest.sequence > place + 1) return null
      const from = place + 1 - oldest.sequence
      return recent.slice(from, from + most)
    },
    [Symbol.dispose]() {
      ignore()
      clearInterval(timer)
    },
  }
}
