import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

const main = new URL('../../src/main.ts', import.meta.url).pathname

/** A run of the `acquaint` program as a process of its own. */
export type Run = {
  readonly process: ChildProcess
  /** Everything it has written so far, on both outputs. */
  readonly output: () => string
  /** Waits for a line with this text; rejects when the program ends without one. */
  readonly line: (text: string) => Promise<string>
  readonly exitCode: Promise<number | null>
}

/** Runs `acquaint`, with no settings but those given. */
export function runAcquaint(options: readonly string[], environment: Readonly<Record<string, string>> = {}): Run {
  const child = spawn(process.execPath, [main, ...options], {
    env: { PATH: process.env['PATH'], ACQUAINT_LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let written = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (written += chunk))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return {
    process: child,
    output: () => written,
    exitCode: ended,
    async line(text) {
      const find = () => written.split('\n').find((line) => line.includes(text))
      for (let found = find(); ; found = find()) {
        if (found !== undefined) return found
        if (child.exitCode !== null) throw new Error(`Ended without “${text}”:\n${written}`)
        await Promise.race([once(child.stdout ?? child, 'data'), ended])
      }
    },
  }
}
