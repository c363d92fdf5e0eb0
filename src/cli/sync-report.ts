import { MultiBar, type SingleBar } from 'cli-progress'
import type { SyncStream } from '../domain/sync.ts'
import type { BackfillResult } from '../sync/backfill.ts'
import type { SyncProgress } from '../sync/context.ts'

/** Shows a sync while it runs, and what it came to. */
export type SyncReport = {
  readonly onProgress: (progress: SyncProgress) => void
  readonly finish: (result: BackfillResult | null) => void
}

const nouns: Readonly<Record<SyncStream, string>> = {
  ACCOUNTS: 'accounts',
  ATTENDEES: 'attendees',
  RELATIONS: 'contacts',
  CHATS: 'chats',
  MEMBERS: 'group members',
  MESSAGES: 'messages',
}

/** Bars on a terminal; elsewhere a plain line for each stream that ends. */
export function createSyncReport(print: (line: string) => void, isTerminal: boolean, now = Date.now): SyncReport {
  const startedAt = now()
  const rows = new Map<string, { stream: SyncStream; rows: number; requests: number }>()
  let broken = 0
  const display = isTerminal ? barDisplay() : lineDisplay(print)

  return {
    onProgress(progress) {
      const { account, checkpoint } = progress
      rows.set(`${account.id} ${checkpoint.stream}`, checkpoint)
      broken += progress.broken
      display.show(progress)
    },
    finish(result) {
      display.close(result)
      if (!result) return
      const totals = Map.groupBy(rows.values(), ({ stream }) => stream)
      const parts = [...totals].map(([stream, entries]) => `${sum(entries.map(({ rows }) => rows))} ${nouns[stream]}`)
      const requests = sum([...rows.values()].map((entry) => entry.requests))
      const seconds = ((now() - startedAt) / 1000).toFixed(1)
      print(
        `Read ${[`${result.accounts.length} accounts`, ...parts].join(', ')} in ${seconds} s and ${requests} requests.`,
      )
      if (broken > 0) print(`${broken} rows could not be understood and were left out.`)
      for (const { account, stream, error } of result.failures)
        print(`Not read: ${nouns[stream]} of ${account.name} (${account.provider}): ${error.message}`)
    },
  }
}

type Display = { show(progress: SyncProgress): void; close(result: BackfillResult | null): void }

function lineDisplay(print: (line: string) => void): Display {
  return {
    show({ account, checkpoint: { stream, state, rows, lastError } }) {
      const what = `${account.name} (${account.provider}): ${rows} ${nouns[stream]}`
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
        what: state === 'FAILED' ? `${nouns[stream]} stopped` : `${rows} ${nouns[stream]}`,
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
