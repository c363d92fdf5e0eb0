import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { secret } from './harness.ts'

const main = new URL('../../src/main.ts', import.meta.url).pathname

/** A gateway in a process of its own, once it answers and has read the past. */
export async function startProcess(environment: Record<string, string>) {
  const child = spawn(process.execPath, [main, 'serve'], {
    env: {
      ...process.env,
      PORT: '0',
      ACQUAINT_WEBHOOK_SECRET: secret,
      ACQUAINT_LOG_LEVEL: 'silent',
      UNIPILE_API_KEY: 'sandbox',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let url = ''
  let told = 0
  for await (const line of createInterface(child.stdout)) {
    const found = /GraphiQL: (\S+)\/graphql/.exec(line)
    if (!found) continue
    url = found[1] ?? ''
    told += 1
    // Once when it listens, once when the first sync has ended.
    if (told === 2) break
  }
  child.stdout.resume()
  return {
    url,
    deliver: (body: string) =>
      fetch(`${url}/webhooks/unipile`, { method: 'POST', body, headers: { 'unipile-auth': secret } }),
    /** Ends it without warning. */
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
