import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { GatewayProcessSettings } from './lookups-process.ts'

const program = fileURLToPath(new URL('./lookups-process.ts', import.meta.url))

/** A gateway in a process of its own; disposing lets it end. */
export async function startGatewayProcess(settings: GatewayProcessSettings) {
  const child = spawn(process.execPath, [program, JSON.stringify(settings)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const url = await Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    once(child, 'exit').then(() => {
      throw new Error('The gateway ended before it listened')
    }),
  ])
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.stdin.end()
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}
