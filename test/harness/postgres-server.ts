import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const program = new URL('../../.ci/servers', import.meta.url).pathname

/** A PostgreSQL server of one's own, which can be taken away and brought back. */
export async function startPostgresServer() {
  const run = async (command: readonly string[], environment: Record<string, string> = {}) =>
    (await promisify(execFile)(program, command, { env: { ...process.env, ...environment } })).stdout
  const settings = Object.fromEntries(
    [...(await run(['start', 'postgres'])).matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  )
  return {
    url: settings['TEST_DATABASE_URL'] ?? '',
    /** Ends it at once, as a crash would. */
    halt: () => run(['halt'], settings),
    resume: () => run(['resume'], settings),
    [Symbol.asyncDispose]: async () => void (await run(['stop'], settings)),
  }
}
