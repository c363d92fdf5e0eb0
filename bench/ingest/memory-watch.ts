/** Loaded before a program (`node --import`), tells at its end what memory it took: one line of JSON on its outputs. */
import { writeSync } from 'node:fs'

export type MemoryUse = {
  readonly seconds: number
  readonly peakRssMb: number
  /** The most that the heap held in each quarter of the time: flat, if nothing piles up. */
  readonly peakHeapMb: readonly number[]
}

const everyMs = 100
const quarters = 4
const heap: number[] = []
setInterval(() => heap.push(process.memoryUsage().heapUsed), everyMs).unref()

process.on('exit', () => {
  const each = Math.ceil(heap.length / quarters)
  const peaks = Array.from({ length: quarters }, (_, quarter) =>
    Math.round(
      heap.slice(quarter * each, (quarter + 1) * each).reduce((most, used) => Math.max(most, used), 0) / 2 ** 20,
    ),
  )
  const use: MemoryUse = {
    seconds: Math.round(performance.now() / 1000),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    peakHeapMb: peaks,
  }
  writeSync(1, `memory: ${JSON.stringify(use)}\n`)
})
