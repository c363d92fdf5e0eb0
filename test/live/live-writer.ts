import { afterAll } from 'vitest'
import { startLive } from './harness.ts'
import { writerTo } from './writing.ts'

/** A live gateway by the clock of everybody else, and its writer, for the tests of one `describe`, which awaits them. */
export async function liveWriter() {
  const live = await startLive({ sandbox: { now: () => Date.now() } })
  afterAll(() => live[Symbol.asyncDispose]())
  return { live, writer: writerTo(live) }
}
