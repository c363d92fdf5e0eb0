import { MultiBar, type SingleBar } from 'cli-progress'
import { leftOutText } from '../domain/account-sync.ts'
import { type SyncStream, syncNouns } from '../domain/sync.ts'
import type { BackfillResult } from '../sync/backfill.ts'
import type { LeftOut, SyncProgress } from '../sync/context.ts'

/** Shows a sync while it runs, and what it came to. */
export type SyncReport = {
  readonly onProgress: (progress: SyncProgress) => void
  readonly onLeftOut: (leftOut: LeftOut) => void
  readonly finish: (result: BackfillResult | null) => void
}

/** Bars on a terminal; elsewhere a plain line for each stream that ends. */
export function createSyncReport(print: (line: string) => void, isTerminal: boolean, now = Date.now): SyncReport {
  const startedAt = now()
  const rows = new Map<string, { stream: SyncStream; rows: number; requests: number }>()
  let leftOut = 0
  const display = isTerminal ? barDisplay() : lineDisplay(print)

  return {
    onProgress(progress) {
      const { account, checkpoint } = progress
      rows.set(`${account.id} ${checkpoint.stream}`, checkpoint)
      display.show(progress)
    },
    onLeftOut({ rows }) {
      leftOut += rows
    },
    finish(result) {
      display.close(result)
      if (!result) return
      const totals = Map.groupBy(rows.values(), ({ stream }) => stream)
      const parts = [...totals].map(
        ([stream, entries]) => `${sum(entries.map(({ rows }) => rows))} ${syncNouns[stream]}`,
      )
      const requests = sum([...rows.values()].map((entry) => entry.requests))
      const seconds = ((now() - startedAt) / 1000).toFixed(1)
      print(
        `Read ${[`${result.accounts.length} accounts`, ...parts].join(', ')} in ${seconds} s and ${requests} requests.`,
      )
      if (leftOut > 0) print(`${leftOutText(leftOut)}.`)
      for (const { account, stream, error } of result.failures)
        print(`Not read: ${syncNouns[stream]} of ${account.name} (${account.provider}): ${error.message}`)
    },
  }
}

type Display = { show(progress: SyncProgress): void; close(result: BackfillResult | null): void }

function lineDisplay(print: (line: string) => void): Display {
  return {
    show({ account, checkpoint: { stream, state, rows, lastError } }) {
      const what = `${account.name} (${account.provider}): ${rows} ${syncNouns[stream]}`
      if (state === 'DONE') print(what)
      if (state === 'FAILED') print(`${what}, then stopped: ${lastError}`)
    },
    close() {},
  }
}

function barDisplay(): Display {
  const bars = new MultiBar({ format: ' {bar} {name}  {what}', barsize: 20, hideCursor: true, clearOnComplete: false })
  const barOf = new Map<number, SingleBar>()
  /** Contacts, chats, attendees, members and messages. */
  const lists = 5
  const ended = new Map<number, Set<SyncStream>>()
  return {
    show({ account, checkpoint: { stream, state, rows } }) {
      const name = `${account.name} (${account.provider})`
      const bar = barOf.get(account.id) ?? bars.create(lists, 0, { name, what: '' })
      barOf.set(account.id, bar)
      // How long a list is, upstream does not say: a bar counts the lists that ended, several of which are read at a time.
      const over = ended.get(account.id) ?? new Set()
      ended.set(account.id, over)
      if (state !== 'RUNNING') over.add(stream)
      bar.update(over.size, {
        name,
        what: state === 'FAILED' ? `${syncNouns[stream]} stopped` : `${rows} ${syncNouns[stream]}`,
      })
    },
    close(result) {
      // Lists that an earlier sync has read end without a word.
      const failed = new Set(result?.failures.map(({ account }) => account.id))
      for (const [id, bar] of barOf) if (result && !failed.has(id)) bar.update(lists)
      bars.stop()
    },
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
